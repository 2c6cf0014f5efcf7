using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>
/// What the chat protocol says of its packets beyond their tables: versions, a nonce that comes back, ids that agree, times.
/// With <see cref="KeyChain"/> the one place that knows it.
/// </summary>
/// <param name="streams">What is known of each connection.</param>
internal sealed class ChatChecks(KeyStreams streams)
{
    private static readonly string Version = ProtocolLimits.Version.ToString(CultureInfo.InvariantCulture);

    private readonly RequestPairs<Asked> _asked = new(capacity: 64 * 1024);
    private readonly ChatTimes _times = new();

    /// <summary>The zone of time texts in the original layout.</summary>
    public TimeZoneInfo TimeZone { get => _times.Zone; set => _times.Zone = value; }

    /// <summary>The time to hold tickets against; null for when a packet was captured.</summary>
    public DateTimeOffset? Now { get => _times.Now; set => _times.Now = value; }

    /// <summary>The version wherever one stands in the clear.</summary>
    public static ulong? KnownValueOf(FieldLayout row) =>
        row is { Name: "version", Type.Kind: FieldKind.Unsigned } ? ProtocolLimits.Version : null;

    /// <summary>Checks the versions of a packet alone.</summary>
    public static IReadOnlyList<Finding> CheckVersions(DecodedPacket packet)
    {
        var findings = new FindingList();
        CheckVersions(packet, findings);
        return findings.Found;
    }

    /// <summary>Checks the next packet of the input, once its ciphertexts were opened as far as they can be.</summary>
    public IReadOnlyList<Finding> Check(DecodedPacket packet)
    {
        var findings = new FindingList();
        CheckVersions(packet, findings);
        if (packet.Direction == PacketDirection.Response)
            CheckAnswer(packet, findings);
        else if (packet.Direction == PacketDirection.Request)
            CheckRequest(packet, findings);
        _times.Check(packet, findings);
        return findings.Found;
    }

    private static void CheckVersions(DecodedPacket packet, FindingList findings)
    {
        CheckVersion(packet.Header.FirstOrDefault(f => f.Name == "version"), findings);
        CheckVersion(ChatFields.TicketField(packet, "version"), findings);
        if (ChatFields.PlaintextOf(ChatFields.AuthenticatorField(packet, "version")) is { } text && !text.Bytes.Span.SequenceEqual("24"u8))
            findings.Add(FindingIds.UnknownVersion, "unknown version", ChatFields.AuthenticatorField(packet, "version")!, Version, DisplayText.Quote(text.Bytes.Span));
    }

    private static void CheckVersion(DecodedField? field, FindingList findings)
    {
        if (field is { HasNumber: true } && field.Number != ProtocolLimits.Version)
            findings.Add(FindingIds.UnknownVersion, "unknown version", field, Version, field.Number.ToString(CultureInfo.InvariantCulture));
    }

    private void CheckRequest(DecodedPacket packet, FindingList findings)
    {
        PrincipalId? header = ChatFields.HeaderClient(packet);
        if (packet.Origin is { } origin && packet.Code is { } code && header is { } client)
        {
            _asked.Ask(origin.Stream, code, new Asked(client, ChatFields.IdOf(packet["service_id"]), packet["nonce"], ChatFields.TicketClient(packet)));
            if (streams.Find(origin.Stream)?.Admitted is { } admitted)
                CheckId(packet.Header[0], client, admitted, "the ticket of this connection has", findings);
        }

        if (packet.Code != SymmetricKeyRequest.Code)
            return;
        if (ChatFields.TicketClient(packet) is { } ticketClient)
        {
            if (header is { } sender)
                CheckId(packet.Header[0], sender, ticketClient, "the ticket has", findings);
            CheckId(ChatFields.AuthenticatorField(packet, "client_id"), ticketClient, "the ticket has", findings);
        }

        if (ChatFields.TicketService(packet) is { } service)
            CheckId(ChatFields.AuthenticatorField(packet, "service_id"), service, "the ticket has", findings);
    }

    private void CheckAnswer(DecodedPacket packet, FindingList findings)
    {
        Asked? asked = packet.Origin is { } origin && packet.Code is { } code ? _asked.TakeAnswered(origin.Stream, code) : null;
        if (packet.Code == SymmetricKeyAck.Code && asked is { TicketClient: { } admitted })
            streams.Admit(packet.Origin!.Stream, admitted);
        if (packet.Code != TicketResponse.Code)
            return;
        DecodedField? receiver = packet["client_id"];
        if (asked is not null)
        {
            if (ChatFields.IdOf(receiver) is { } client)
                CheckId(receiver!, client, asked.Client, "the request is of", findings);
            if (asked.Service is { } wanted && ChatFields.TicketService(packet) is { } service)
                CheckId(ChatFields.TicketOf(packet)!["service_id"]!, service, wanted, "the request is for", findings);
            CheckNonce(packet["encrypted_key"]?["nonce"], asked, findings);
        }

        if (ChatFields.IdOf(receiver) is { } named && ChatFields.TicketClient(packet) is { } holder)
            CheckId(ChatFields.TicketOf(packet)!["client_id"]!, holder, named, "the answer is to", findings);
    }

    private static void CheckNonce(DecodedField? field, Asked asked, FindingList findings)
    {
        if (ChatFields.PlaintextOf(field) is not { } nonce || asked.Nonce is not { IsComplete: true } sent || nonce.Bytes.Span.SequenceEqual(sent.Bytes.Span))
            return;
        findings.Add(
            FindingIds.WrongNonce, "wrong nonce", field!, Convert.ToHexStringLower(sent.Bytes.Span), Convert.ToHexStringLower(nonce.Bytes.Span),
            "it answers another request: an old answer may have been replayed");
    }

    private static void CheckId(DecodedField? field, PrincipalId needed, string source, FindingList findings)
    {
        if (ChatFields.PlaintextOf(field) is { } plaintext && ChatFields.IdOf(plaintext) is { } id)
            CheckId(field!, id, needed, source, findings);
    }

    private static void CheckId(DecodedField field, PrincipalId id, PrincipalId needed, string source, FindingList findings)
    {
        if (id != needed)
            findings.Add(FindingIds.WrongId, "wrong id", field, needed.ToString(), id.ToString(), note: $"{source} {needed}");
    }

    private sealed record Asked(PrincipalId Client, PrincipalId? Service, DecodedField? Nonce, PrincipalId? TicketClient);
}
