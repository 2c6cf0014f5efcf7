using System.Buffers;
using System.Globalization;
using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>
/// Checks a request as a room would, with the room's own code: in the state that the room's answers show, at the time of the
/// capture. Where the service key is not known, the ticket is sealed again with a key of our own, and what that hides is
/// assumed.
/// </summary>
/// <param name="keys">The keys at hand.</param>
/// <param name="book">What the capture shows of the servers.</param>
internal sealed class RoomCheck(KeyChain keys, ServerBook book)
{
    private static readonly HashSet<RefusalRule> s_hidden = [.. RefusalRules.HiddenAtTheDoor, .. RefusalRules.HiddenOfMessages, .. RefusalRules.HiddenOfNames, .. RefusalRules.HiddenOfLists];

    private readonly RoleObserver _observer = new();

    /// <summary>Checks one request.</summary>
    /// <param name="request">A whole request of a capture.</param>
    /// <param name="visit">How far its connection had come.</param>
    public RuleCheck Check(DecodedPacket request, RoomVisit visit)
    {
        var check = new RuleCheck(RefusalRules.OfRoom(request.Code!.Value, keys.IsVerified(request.Origin!.Stream) != false));
        if (!visit.HasPresentedTicket && request["authenticator"] is { IsComplete: true } && ChatFields.TicketService(request) is { } service)
            CheckTicket(request, service, check);
        else
            CheckLater(request, visit, check);
        return check;
    }

    // The words of the log, for a request to a room that is somewhere on its way.
    private void CheckLater(DecodedPacket request, RoomVisit visit, RuleCheck check)
    {
        using var room = StandIn.New(request);
        using RoomSession session = room.Open(room.Identity, Options(acceptsUnauthenticated: true), isReplayed: false, _observer);
        bool isKeyKnown = visit.Key is not null;
        AuthenticityStatus? proof = request["iv"]?.Authenticity?.Status;
        bool? verified = keys.IsVerified(request.Origin!.Stream);
        // An authenticated message is of a client that makes synthetic IVs; whether its ticket is authenticated no key may tell.
        bool isVerified = verified ?? (proof is not AuthenticityStatus.NotAuthenticated);
        ReadOnlyMemory<byte> bytes = request.Bytes;
        if (visit.Client is { } client)
        {
            room.Admit(session, client, visit.Key, visit.IsSubscribed, isVerified);
            if (isVerified && visit.Key is { } key && proof is AuthenticityStatus.Authenticated or AuthenticityStatus.NotKnown)
                bytes = room.SealInConnection(request, key, visit.IsSubscribed);
        }
        else if (visit.HasPresentedTicket)
        {
            StandIn.PresentBadTicket(session);
        }

        string? broken = Ask(session, bytes) ?? (isVerified && IsFalselyMarked(request) ? Refusals.FalseMark : null);
        if (visit.Client is not null && broken is not null && IsAboutTheKey(broken) && !(isKeyKnown && verified is not null))
        {
            AssumeSealed(request.Code!.Value, check);
            AssumeHidden(check);
            check.Details.Add(isKeyKnown ? "the service key would tell whether the ticket is authenticated" : "the session key would tell: give the client's password, or the service key");
            return;
        }

        if (visit.Client is not null && verified is null && request.Code == SubscribeRequest.Code)
            check.Assume(RefusalRules.UnverifiedSubscription);
        if (broken is not null)
            check.Break(broken);
        else
            AssumeHidden(check);
        check.Details.Add(visit.Client is null ? "no ticket was accepted before it on this connection, as far as the capture goes"
            : isKeyKnown ? "checked as the room would, with the session key that its ticket brought"
            : "checked as the room would, without the session key");
        if (request["iv"]?.Authenticity is { Status: AuthenticityStatus.Forged, Note: { } cause })
            check.Details.Add(cause);
        if (broken is not null && IsAboutTheKey(broken) && ++visit.Forgeries == ProtocolLimits.MaxForgeries)
            check.Details.Add(FormattableString.Invariant($"it is the {ProtocolLimits.MaxForgeries}rd of this connection: the room closes it"));
    }

    private static void AssumeSealed(ushort code, RuleCheck check)
    {
        foreach (RefusalRule rule in code == ChatMessage.Code
            ? (RefusalRule[])[RefusalRules.MessageDoesNotOpen, RefusalRules.MessageUnauthenticated, RefusalRules.HeaderClient, RefusalRules.MessageNotText, RefusalRules.FalseMark]
            : [RefusalRules.UnverifiedSubscription, RefusalRules.SubscriptionUnauthenticated, RefusalRules.HeaderClient, RefusalRules.SecondSubscription, RefusalRules.DisplayName, RefusalRules.FalseMark])
            check.Assume(rule);
    }

    private static bool IsFalselyMarked(DecodedPacket request) =>
        ChatFields.PlaintextOf(request["content"] ?? request["display_name"]) is { } said && UnverifiedMark.IsOn(said.Bytes.Span);

    private void CheckTicket(DecodedPacket request, PrincipalId service, RuleCheck check)
    {
        IPEndPoint server = request.Origin!.To;
        if (book.RoomAt(server) is not { } id)
        {
            id = service;
            check.Assume(RefusalRules.TicketService, Refusals.TicketForAnotherService(service));
            check.Details.Add("which room listens there the capture does not show: it is taken to be the ticket's");
        }

        string at = request.Origin.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        using var room = StandIn.New(request);
        if (ServiceKeyOf(request, id) is { } known)
        {
            using KeyMaterial key = known.Copy();
            var identity = new RoomIdentity(id, room.Identity.Name, key);
            int? accepted = book.AcceptedUnauthenticated(server);
            string? broken = Ask(room, identity, request.Bytes, server, acceptsUnauthenticated: accepted is not null);
            check.Details.Add($"checked as the room would, with the {known.Name}, its clock taken to be the capture's: {at}");
            if (accepted is { } packet)
                check.Details.Add(FormattableString.Invariant($"the room accepted a ticket that is not authenticated in packet #{packet}"));
            if (broken == Refusals.TicketUnauthenticated)
                check.Details.Add("a room that takes such tickets would say: " + (Ask(room, identity, request.Bytes, server, acceptsUnauthenticated: true) ?? "nothing against it"));
            Conclude(request, check, broken);
            return;
        }

        var standIn = new RoomIdentity(id, room.Identity.Name, room.Identity.Key);
        string? clear = Ask(room, standIn, request.Bytes, server);
        if (clear is not (Refusals.TicketDoesNotOpen or Refusals.TicketUnauthenticated))
        {
            check.Details.Add("checked as the room would: this takes no key");
            check.Break(clear!);
            return;
        }

        CheckWithoutServiceKey(request, room, standIn, check, at);
    }

    private void CheckWithoutServiceKey(DecodedPacket request, StandIn room, RoomIdentity standIn, RuleCheck check, string at)
    {
        IPEndPoint server = request.Origin!.To;
        DecodedField ticket = ChatFields.TicketOf(request)!;
        AssumeTicket(ticket, check);
        KnownKey? ofTicket = keys.FindSession(ticket.Bytes.Span);
        if ((ofTicket?.Key ?? ChatFields.AuthenticatorField(request, "version")?.Decryption?.Key) is { } session)
        {
            // An authenticator that opens with a client's key may still stand beside the ticket of another session.
            if (ofTicket is null)
                check.Assume(RefusalRules.AuthenticatorDoesNotOpen);
            using KeyMaterial key = session.Copy();
            byte[] sealedAgain = room.SealTicket(request.Bytes.Span, ticket, key, keys.TimeZone);
            check.Details.Add($"authenticator checked as the room would, with the {session.Name}, its clock taken to be the capture's: {at}");
            Conclude(request, check, Ask(room, standIn, sealedAgain, server));
        }
        else
        {
            AssumeAuthenticator(request, check);
        }

        check.Details.Add("the service key would tell more: --keys with services.json, services_pool.json or msg.info");
    }

    private void AssumeTicket(DecodedField ticket, RuleCheck check)
    {
        if (book.AcceptedTicket(ticket.Bytes.Span) is { } accepted)
        {
            check.Details.Add(FormattableString.Invariant($"the same ticket was accepted in packet #{accepted}: it opens"));
        }
        else
        {
            check.Assume(RefusalRules.TicketDoesNotOpen);
            if (!keys.IsAuthenticated(ticket))
                check.Assume(RefusalRules.TicketUnauthenticated);
            check.Assume(RefusalRules.TicketTime);
            if (book.Issued(ticket.Bytes.Span) is { } issued)
                check.Details.Add(FormattableString.Invariant($"the ticket is byte for byte what the KDC sent in packet #{issued}"));
        }

        check.Assume(RefusalRules.TicketExpired);
    }

    private void AssumeAuthenticator(DecodedPacket request, RuleCheck check)
    {
        int? accepted = book.Accepted(request.Origin!.To, request["authenticator"]!.Bytes.Span);
        if (accepted is null)
        {
            check.Assume(RefusalRules.AuthenticatorDoesNotOpen);
            check.Assume(RefusalRules.AuthenticatorVersion);
            check.Assume(RefusalRules.AuthenticatorClient);
            check.Assume(RefusalRules.AuthenticatorService);
            check.Assume(RefusalRules.AuthenticatorTime);
        }

        check.Assume(RefusalRules.ClockSkew);
        if (accepted is { } packet)
        {
            check.Details.Add(FormattableString.Invariant($"the same authenticator was accepted in packet #{packet}"));
            check.Break(Refusals.Replayed);
        }
        else
        {
            check.Assume(RefusalRules.ClientUnauthenticated);
            check.Assume(RefusalRules.Replayed);
            AssumeHidden(check);
        }

        check.Details.Add("the client's password would tell more: --password, or --keys with clients.txt");
    }

    private void Conclude(DecodedPacket request, RuleCheck check, string? broken)
    {
        if (broken is not null)
        {
            check.Break(broken);
            return;
        }

        if (keys.IsVerified(request.Origin!.Stream) != true)
            check.Assume(RefusalRules.ClientUnauthenticated);
        check.Assume(RefusalRules.Replayed);
        AssumeHidden(check);
    }

    // What a room decides by what its operator wants, and by who else is there, no capture shows.
    private static void AssumeHidden(RuleCheck check)
    {
        foreach (RefusalRule rule in check.Rules.Where(static r => s_hidden.Contains(r)))
            check.Assume(rule);
    }

    private static bool IsAboutTheKey(string sentence) =>
        RefusalRules.MessageDoesNotOpen.Covers(sentence) || RefusalRules.MessageUnauthenticated.Covers(sentence)
        || RefusalRules.MessageNotText.Covers(sentence) || RefusalRules.SubscriptionUnauthenticated.Covers(sentence)
        || RefusalRules.DisplayName.Covers(sentence);

    // The key that opens the ticket, or the one that was given as that room's.
    private InspectionKey? ServiceKeyOf(DecodedPacket request, PrincipalId room) =>
        ChatFields.TicketField(request, "session_key")?.Decryption?.Key ?? keys.ServiceKeys(room).FirstOrDefault()?.Key;

    private string? Ask(StandIn room, RoomIdentity identity, ReadOnlyMemory<byte> request, IPEndPoint server, bool acceptsUnauthenticated = false)
    {
        bool isReplayed = request.Length >= RequestHeader.Size + Authenticator.Size
            && book.Accepted(server, request.Span.Slice(RequestHeader.Size, Authenticator.Size)) is not null;
        using RoomSession session = room.Open(identity, Options(acceptsUnauthenticated), isReplayed, _observer);
        return Ask(session, request);
    }

    private RoomOptions Options(bool acceptsUnauthenticated) => new() { KdcTimeZone = keys.TimeZone, AcceptUnauthenticatedTickets = acceptsUnauthenticated };

    private string? Ask(RoomSession session, ReadOnlyMemory<byte> request)
    {
        _observer.Clear();
        var bytes = new ReadOnlySequence<byte>(request);
        switch (Frame.TryRead(ref bytes, ProtocolLimits.MaxRequestPayload, out RequestHeader header, out ReadOnlySequence<byte> payload))
        {
            case FrameStatus.Done:
                session.Answer(in header, payload.FirstSpan);
                break;
            case FrameStatus.SizeRefused:
                session.RefuseSize(in header);
                break;
        }

        return _observer.Refusal;
    }
}
