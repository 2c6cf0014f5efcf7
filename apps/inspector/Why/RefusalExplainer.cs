using System.Net;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>
/// Finds for each refusal (1609, and 1601 and the original program's 1704) the first rule that the refused request broke, by
/// checking it as the server would with the keys, bytes and times at hand; or what can be excluded and what is left. It holds
/// a bounded part of the capture. Not for use by two threads at once.
/// </summary>
/// <param name="keys">The keys at hand, and the zone of the original layout's times.</param>
internal sealed class RefusalExplainer(KeyChain keys) : IDisposable
{
    private readonly ServerBook _book = new();
    private readonly RequestPairs<DecodedPacket> _pairs = new(capacity: 1024);
    private readonly CappedMap<int, DecodedPacket> _last = new(capacity: 256);
    private readonly CappedMap<int, DecodedPacket?> _unmatched = new(capacity: 16 * 1024);
    private readonly CappedMap<int, RoomVisit> _visits = new(capacity: 16 * 1024);

    /// <summary>Takes the next packet of a capture, in its order, once its ciphertexts were tried.</summary>
    /// <returns>
    /// If the packet refuses a request: why. So, too, if it is a request that was refused before: one of an unknown code or size
    /// is cut from its stream only once more has come. Otherwise null.
    /// </returns>
    public Refusal? Observe(DecodedPacket packet)
    {
        if (packet is not { Origin.Stream: var stream, Code: { } code })
            return packet.Code == GeneralError.Code ? Unknown(packet) : null;
        if (packet.Direction == PacketDirection.Request)
            return Ask(stream, code, packet);

        DecodedPacket? request = _pairs.TakeAnswered(stream, code);
        if (code is GeneralError.Code or RegistrationFailure.Code or OriginalUnknownClient.Code)
        {
            request ??= Repeated(packet);
            if (request is null)
                _unmatched.Set(stream, packet);
            return Explain(request, packet);
        }

        _book.Note(request, packet);
        if (request is not null)
            NoteVisit(stream, request);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RoomVisit visit in _visits.Values)
            visit.Dispose();
    }

    private static Refusal Unknown(DecodedPacket answer) =>
        new(null, answer, "the refused request does not stand before it in the capture", [], [], [], IsCertain: false);

    private Refusal? Ask(int stream, ushort code, DecodedPacket request)
    {
        if (_unmatched.TryGet(stream, out DecodedPacket? answer) && answer is not null && answer.Origin!.Time >= request.Origin!.Time)
        {
            _unmatched.Set(stream, null);
            return Explain(request, answer);
        }

        _pairs.Ask(stream, code, request);
        _last.Set(stream, request);
        return null;
    }

    // A datagram that was sent again is answered again.
    private DecodedPacket? Repeated(DecodedPacket answer) =>
        answer.Origin is { IsDatagram: true, Stream: var stream } && _last.TryGet(stream, out DecodedPacket? last) ? last : null;

    private Refusal Explain(DecodedPacket? request, DecodedPacket answer)
    {
        if (request is null)
            return Unknown(answer);
        if (request.AnnouncedLength is not { } announced || (request.Length < announced && announced <= ProtocolLimits.MaxRequestSize))
            return new Refusal(request, answer, "the refused request is not whole in the capture", [], [], [], IsCertain: false);
        IPEndPoint server = answer.Origin!.From;
        bool isForARoom = request.Code is >= SymmetricKeyRequest.Code and <= LeaveRequest.Code;
        bool? shown = answer.Code is RegistrationFailure.Code or OriginalUnknownClient.Code ? false : _book.IsRoom(server);
        bool isRoom = shown ?? isForARoom;
        RuleCheck check = isRoom ? new RoomCheck(keys, _book).Check(request, VisitOf(request.Origin!.Stream)) : new KdcCheck(keys, _book).Check(request);
        List<string> left = [.. check.Left];
        // Where only the request says what the server is, the server may be the other.
        if (shown is null && check.Broken is null && request.Layout is { } layout)
            left.Insert(0, isRoom ? KdcRefusals.ForARoom(layout) : Refusals.ForTheKdc(layout));
        if (isRoom && request.Code == SymmetricKeyRequest.Code)
            VisitOf(request.Origin!.Stream).HasPresentedTicket = true;
        return Conclude(request, answer, check, left);
    }

    private static Refusal Conclude(DecodedPacket request, DecodedPacket answer, RuleCheck check, List<string> left)
    {
        if (answer.Code == OriginalUnknownClient.Code && ChatFields.HeaderClient(request) is { } client)
            return new Refusal(request, answer, KdcRefusals.UnknownClient(client), [KdcRefusals.UnknownClient(client)], [], ["the original program says so with 1704"], IsCertain: true);
        bool isOnlyByElimination = check.Broken is null && left.Count == 1;
        // Authenticators from before the capture are not known, nor is the server's clock: what else is left is weaker than it looks.
        bool isCertain = left.Count == 1 && !(isOnlyByElimination && left[0] == Refusals.Replayed);
        if (isOnlyByElimination)
            check.Details.Insert(0, isCertain ? "no other rule is left" : "every other rule is kept, unless the room's clock is not the capture's; it may have seen the authenticator before the capture began");
        string verdict = left.Count switch
        {
            0 => "no rule that can be checked is broken",
            1 => left[0],
            _ => FormattableString.Invariant($"one of {left.Count} rules: {string.Join("; ", left)}"),
        };
        return new Refusal(request, answer, verdict, left, check.Excluded, check.Details, isCertain);
    }

    private RoomVisit VisitOf(int stream)
    {
        if (!_visits.TryGet(stream, out RoomVisit? visit))
            _visits.Set(stream, visit = new RoomVisit());
        return visit;
    }

    // The request was granted: the room is where that brings it.
    private void NoteVisit(int stream, DecodedPacket request)
    {
        if (request.Code is not (>= SymmetricKeyRequest.Code and <= LeaveRequest.Code) || ChatFields.HeaderClient(request) is not { } client)
            return;
        RoomVisit visit = VisitOf(stream);
        if (request.Code == SymmetricKeyRequest.Code)
        {
            InspectionKey? key = ChatFields.TicketOf(request) is { } ticket ? keys.FindSession(ticket.Bytes.Span)?.Key : null;
            visit.Admit(client, (key ?? ChatFields.AuthenticatorField(request, "version")?.Decryption?.Key)?.Copy());
        }
        else if (visit.Client is null || visit.Key is null)
        {
            // The capture began within the connection, or its ticket did not open.
            visit.Admit(client, (request["content"] ?? request["display_name"])?.Decryption?.Key?.Copy());
        }

        visit.IsSubscribed |= request.Code == SubscribeRequest.Code;
    }
}
