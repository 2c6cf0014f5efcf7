using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>Where the chat protocol's packets hold what its keys and checks go by.</summary>
internal static class ChatFields
{
    /// <summary>The client of a request's header.</summary>
    public static PrincipalId? HeaderClient(DecodedPacket packet) => IdOf(DecodedFieldOf(packet.Header, "client_id"));

    /// <summary>The ticket that a packet holds or is, or null.</summary>
    public static DecodedField? TicketOf(DecodedPacket packet) => packet["ticket"];

    /// <summary>The client that a ticket was issued to: of a packet that holds one, or is one.</summary>
    public static PrincipalId? TicketClient(DecodedPacket packet) => IdOf(TicketField(packet, "client_id"));

    /// <summary>The service that a ticket is for: of a packet that holds one, or is one.</summary>
    public static PrincipalId? TicketService(DecodedPacket packet) => IdOf(TicketField(packet, "service_id"));

    /// <summary>A field of a ticket, in a packet that holds one or is one.</summary>
    public static DecodedField? TicketField(DecodedPacket packet, string name) => IsTicket(packet) ? packet[name] : TicketOf(packet)?[name];

    /// <summary>A field of an authenticator, in a packet that holds one or is one.</summary>
    public static DecodedField? AuthenticatorField(DecodedPacket packet, string name) =>
        packet.Layout?.Name == nameof(Authenticator) ? packet[name] : packet["authenticator"]?[name];

    /// <summary>A whole id in the clear, or null.</summary>
    public static PrincipalId? IdOf(DecodedField? field) =>
        field is { Length: PrincipalId.Size, Type.Name: nameof(PrincipalId) } ? new PrincipalId(field.Bytes.Span) : null;

    /// <summary>A field's plaintext, if it was opened.</summary>
    public static DecodedField? PlaintextOf(DecodedField? field) =>
        field?.Decryption is { Status: DecryptionStatus.Opened, Plaintext: { } plaintext } ? plaintext : null;

    /// <summary>True for a ticket on its own.</summary>
    public static bool IsTicket(DecodedPacket packet) => packet.Layout?.Name is nameof(Ticket) or nameof(OriginalTicket);

    private static DecodedField? DecodedFieldOf(IReadOnlyList<DecodedField> fields, string name)
    {
        foreach (DecodedField field in fields)
        {
            if (field.Name == name)
                return field;
        }

        return null;
    }
}
