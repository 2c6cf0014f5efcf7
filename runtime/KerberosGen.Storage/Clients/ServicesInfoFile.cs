using System.Net;
using System.Text.Json.Nodes;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// services_info.json: the services that a client knows, and its tickets (protocol, 'Files'). Use it from any number of
/// threads. Of two processes that write it, the last one wins.
/// </summary>
public sealed class ServicesInfoFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "services_info.json";

    private const string IdField = "server_id";
    private const string NameField = "server_name";
    private const string AddressField = "server_ip";
    private const string PortField = "server_port";
    private const string SessionKeyField = "aes_key";
    private const string KeyIvField = "encrypted_key_iv";
    private const string TicketField = "ticket";

    private readonly string _path;
    private readonly Lock _saving = new();
    private volatile Row[] _rows;

    private ServicesInfoFile(string path, Row[] rows)
    {
        _path = path;
        _rows = rows;
    }

    /// <summary>The services, in the order of the file. The list never changes: a new one takes its place.</summary>
    public IReadOnlyList<KnownService> Services => Array.ConvertAll(_rows, static row => row.Known);

    /// <summary>Reads the file of a directory; no services if it is missing. On Unix, a mode wider than 0600 is narrowed.</summary>
    /// <exception cref="FileFormatException">An entry makes no sense, or repeats an id.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ServicesInfoFile Open(string directory)
    {
        string path = Path.Combine(directory, FileName);
        PrivateMode.Narrow(path, notice: null);
        var rows = new List<Row>();
        var ids = new HashSet<PrincipalId>();
        foreach (JsonRow row in JsonRows.Read(path))
        {
            KnownService known = KnownOf(row);
            if (!ids.Add(known.Service.Id))
                throw row.Error(IdField, "an earlier entry has this id");
            rows.Add(new Row(known, row.Fields));
        }

        return new ServicesInfoFile(path, [.. rows]);
    }

    /// <summary>
    /// Takes the KDC's list for the file's, and saves it. Services whose id is still there keep their ticket and the fields
    /// that we do not know; the others are dropped.
    /// </summary>
    /// <exception cref="ArgumentException">A service breaks the protocol's rules, or two have one id: the file could not be read again.</exception>
    /// <exception cref="IOException">It could not be saved; the old file is whole, and the services are as before.</exception>
    public void Replace(IReadOnlyList<ServiceInfo> listed)
    {
        Check(listed);
        lock (_saving)
        {
            Dictionary<PrincipalId, Row> earlier = _rows.ToDictionary(static row => row.Known.Service.Id);
            Save([.. listed.Select(service =>
                earlier.TryGetValue(service.Id, out Row row) ? RowOf(row with { Known = row.Known with { Service = service } }) : RowOf(new Row(new KnownService(service, null), null)))]);
        }
    }

    /// <summary>Keeps a ticket with its service, in place of an earlier one, and saves the file.</summary>
    /// <exception cref="InvalidOperationException">The service is not known: list the services first.</exception>
    /// <exception cref="ArgumentException">The session key has not 32 bytes.</exception>
    /// <exception cref="IOException">It could not be saved; the old file is whole, and the tickets are as before.</exception>
    public void PutTicket(SessionTicket ticket)
    {
        if (ticket.SessionKey.Bytes.Length != AesKey.Size)
            throw new ArgumentException($"A session key has {AesKey.Size} bytes.", nameof(ticket));
        lock (_saving)
        {
            int at = Array.FindIndex(_rows, row => row.Known.Service.Id == ticket.ServiceId);
            if (at < 0)
                throw new InvalidOperationException($"The service {ticket.ServiceId} is not in {_path}; list the services of the KDC first.");
            Row[] rows = [.. _rows];
            rows[at] = RowOf(rows[at] with { Known = rows[at].Known with { Ticket = ticket } });
            Save(rows);
        }
    }

    /// <summary>Drops every ticket and session key, and saves the file; the services stay. A file that is missing is not made.</summary>
    /// <exception cref="IOException">It could not be saved; the old file is whole, and the tickets are as before.</exception>
    public void Forget()
    {
        lock (_saving)
        {
            if (_rows.Length > 0)
                Save(Array.ConvertAll(_rows, static row => RowOf(row with { Known = row.Known with { Ticket = null } })));
        }
    }

    private static KnownService KnownOf(JsonRow row)
    {
        var service = new ServiceInfo(row.Id(IdField), row.Name(NameField), new IPEndPoint(row.Address(AddressField), row.Port(PortField)));
        bool hasKey = !row.IsUnknown(SessionKeyField), hasIv = !row.IsUnknown(KeyIvField), hasTicket = !row.IsUnknown(TicketField);
        if (hasKey != hasTicket || hasIv != hasTicket)
            throw row.Error(TicketField, $"{SessionKeyField}, {KeyIvField} and {TicketField} must be there together or not at all");
        if (row.KeyOrNull(SessionKeyField) is not { } key || row.IvOrNull(KeyIvField) is not { } iv || row.BytesOrNull(TicketField) is not { } ticket)
            return new KnownService(service, null);
        if (SessionTicket.LayoutOf(ticket.Length) is null)
            throw row.Error(TicketField, FormattableString.Invariant($"a ticket is {Ticket.Size} or {OriginalTicket.Size} bytes, not {ticket.Length}"));
        return new KnownService(service, new SessionTicket(service.Id, key, iv, ticket));
    }

    private static Row RowOf(Row row)
    {
        (ServiceInfo service, SessionTicket? ticket) = row.Known;
        return row with
        {
            Fields = JsonRows.Merge(
                row.Fields,
                (IdField, service.Id.ToString()),
                (NameField, service.Name.ToString()),
                (AddressField, service.EndPoint.Address.ToString()),
                (PortField, service.EndPoint.Port),
                (SessionKeyField, ticket is null ? null : Convert.ToBase64String(ticket.SessionKey.Bytes)),
                (KeyIvField, ticket?.EncryptedKeyIv.ToString()),
                (TicketField, ticket is null ? null : Convert.ToBase64String(ticket.Ticket.Span))),
        };
    }

    private static void Check(IReadOnlyList<ServiceInfo> listed)
    {
        var ids = new HashSet<PrincipalId>();
        foreach (ServiceInfo service in listed)
        {
            PrincipalName name = service.Name;
            if (!Validator.IsName(in name, out string? problem))
                throw new ArgumentException($"The service {service.Id} that the KDC lists has a bad name. {problem}", nameof(listed));
            if (service.EndPoint.Port == 0)
                throw new ArgumentException($"The service {DisplayText.Quote(name.Utf8)} that the KDC lists has no port.", nameof(listed));
            if (!ids.Add(service.Id))
                throw new ArgumentException($"The KDC lists the service {service.Id} twice.", nameof(listed));
        }
    }

    private void Save(Row[] rows)
    {
        JsonRows.Write(_path, rows.Select(static row => row.Fields!));
        _rows = rows;
    }

    private readonly record struct Row(KnownService Known, JsonObject? Fields);
}
