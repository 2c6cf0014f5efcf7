using System.Net;
using System.Text.Json.Nodes;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>An entry of services_info.json.</summary>
/// <param name="Known">What it says.</param>
/// <param name="Fields">All its fields, those that we do not know among them; null before it was in a file.</param>
internal sealed record ServicesInfoRow(KnownService Known, JsonObject? Fields)
{
    /// <summary>The id of the service.</summary>
    public const string IdField = "server_id";

    private const string NameField = "server_name";
    private const string AddressField = "server_ip";
    private const string PortField = "server_port";
    private const string SessionKeyField = "aes_key";
    private const string KeyIvField = "encrypted_key_iv";
    private const string TicketField = "ticket";

    /// <summary>The id of the service.</summary>
    public PrincipalId Id => Known.Service.Id;

    /// <summary>Reads an entry.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="earlier">The tickets that were read or obtained before: one that is the same is not held twice.</param>
    /// <exception cref="FileFormatException">It makes no sense.</exception>
    public static ServicesInfoRow Of(JsonRow row, IEnumerable<SessionTicket> earlier)
    {
        var service = new ServiceInfo(row.Id(IdField), row.Name(NameField), new IPEndPoint(row.Address(AddressField), row.Port(PortField)));
        SessionTicket? ticket = TicketOf(row, service.Id);
        if (ticket is not null && earlier.FirstOrDefault(one => AreSame(one, ticket)) is { } same)
        {
            ticket.Dispose();
            ticket = same;
        }

        return new ServicesInfoRow(new KnownService(service, ticket), row.Fields);
    }

    /// <summary>The fields as they are written.</summary>
    public JsonObject ToFields()
    {
        (ServiceInfo service, SessionTicket? ticket, _) = Known;
        return JsonRows.Merge(
            Fields,
            (IdField, service.Id.ToString()),
            (NameField, service.Name.ToString()),
            (AddressField, service.EndPoint.Address.ToString()),
            (PortField, service.EndPoint.Port),
            (SessionKeyField, ticket is null ? null : Convert.ToBase64String(ticket.SessionKey.Bytes)),
            (KeyIvField, ticket?.EncryptedKeyIv.ToString()),
            (TicketField, ticket is null ? null : Convert.ToBase64String(ticket.Ticket.Span)));
    }

    private static bool AreSame(SessionTicket one, SessionTicket other) =>
        one.ServiceId == other.ServiceId && one.EncryptedKeyIv == other.EncryptedKeyIv
        && one.Ticket.Span.SequenceEqual(other.Ticket.Span) && one.SessionKey.Equals(other.SessionKey);

    private static SessionTicket? TicketOf(JsonRow row, PrincipalId service)
    {
        bool hasKey = !row.IsUnknown(SessionKeyField), hasIv = !row.IsUnknown(KeyIvField), hasTicket = !row.IsUnknown(TicketField);
        if (hasKey != hasTicket || hasIv != hasTicket)
            throw row.Error(TicketField, $"{SessionKeyField}, {KeyIvField} and {TicketField} must be there together or not at all");
        if (row.IvOrNull(KeyIvField) is not { } iv || row.BytesOrNull(TicketField) is not { } ticket)
            return null;
        if (SessionTicket.LayoutOf(ticket.Length) is null)
            throw row.Error(TicketField, FormattableString.Invariant($"a ticket is {Ticket.Size} or {OriginalTicket.Size} bytes, not {ticket.Length}"));
        return new SessionTicket(service, row.Key(SessionKeyField), iv, ticket);
    }
}
