using System.Net;
using System.Text.Unicode;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// A room's side of one connection: first a ticket (1028), then messages, and for who wants them events. Requests come in
/// one at a time and are handed to the room, which answers through the member's feed. No input throws.
/// </summary>
/// <param name="door">Checks tickets.</param>
/// <param name="host">Owns the room.</param>
/// <param name="observer">Is told of refusals.</param>
/// <param name="peer">Where the connection comes from.</param>
/// <param name="feed">What it is sent.</param>
public sealed class RoomSession(RoomDoor door, IRoomHost host, IRoomObserver observer, EndPoint peer, MemberFeed feed)
    : RequestHandler<NoContext, Disposition>, IDisposable
{
    // A member that said something long must not hold space for as long as it stays.
    [ThreadStatic]
    private static byte[]? t_plaintext;

    private readonly RoomMember _member = new(peer, feed);
    private AesCbc? _cipher;

    // Kept where the connection is authenticated, and there alone.
    private KeyMaterial? _sessionKey;
    private AesCmac? _messageMac;
    private Iv _authenticatorIv;
    private ulong _verified;
    private int _forgeries;
    private bool _hasPresentedTicket;

    /// <summary>True once a ticket was found good, although the room may not have let its client in yet.</summary>
    public bool HasTicket => _cipher is not null;

    /// <summary>How far the connection has come.</summary>
    public RoomStanding Standing => _member.Standing;

    /// <summary>Answers one request.</summary>
    public Disposition Answer(in RequestHeader header, ReadOnlySpan<byte> payload)
    {
        // Put out while it still speaks: nobody reads the answers any more.
        if (feed.IsClosed)
            return Disposition.Close;
        if (header.Version != ProtocolLimits.Version)
            return Refuse(Refusals.HeaderVersion(header.Version), Disposition.Close);
        // Where the header is authenticated, that is for the IV to say first.
        if (_cipher is not null && !IsOfClient(in header) && !(_sessionKey is not null && header.Code is ChatMessage.Code or SubscribeRequest.Code))
            return RefuseHeader(in header);
        return Dispatch(default, in header, payload);
    }

    /// <summary>Refuses what cannot even be cut from the stream.</summary>
    public Disposition RefuseSize(in RequestHeader header) =>
        Refuse(Refusals.Size(header.Code, header.PayloadSize), Disposition.Close);

    /// <summary>Refuses a request that the server has no means to answer now.</summary>
    /// <param name="reason">Why, in the words of <see cref="Refusals"/>.</param>
    public Disposition TurnAway(string reason) => Refuse(reason);

    /// <summary>Leaves the room and clears the session's keys.</summary>
    public void Dispose()
    {
        if (_cipher is not null)
            host.Post(RoomCommand.Remove(_member));
        _cipher?.Dispose();
        _messageMac?.Dispose();
        _sessionKey?.Dispose();
        feed.Dispose();
    }

    /// <inheritdoc/>
    protected override Disposition OnSymmetricKeyRequest(NoContext context, in RequestHeader header, scoped in SymmetricKeyRequest packet)
    {
        if (!IsFirstTicket())
            return Refuse(Refusals.SecondTicket);
        return door.TryAdmit(in header, in packet, out Admission? admission, out string? refusal) ? Enter(admission) : Refuse(refusal);
    }

    /// <inheritdoc/>
    protected override Disposition OnOriginalSymmetricKeyRequest(NoContext context, in RequestHeader header, scoped in OriginalSymmetricKeyRequest packet)
    {
        if (!IsFirstTicket())
            return Refuse(Refusals.SecondTicket);
        return door.TryAdmit(in header, in packet, out Admission? admission, out string? refusal) ? Enter(admission) : Refuse(refusal);
    }

    /// <inheritdoc/>
    protected override Disposition OnChatMessage(NoContext context, in RequestHeader header, scoped in ChatMessage packet)
    {
        if (_cipher is null)
            return Refuse(Refusals.NoTicketYet(RoomCommandKind.Say));
        ReadOnlySpan<byte> content;
        if (_sessionKey is null)
        {
            if (!packet.TryOpen(_cipher, Plaintext(packet.Content.Length), out content))
                return RefuseForgery(Refusals.DoesNotOpen("message"));
        }
        else
        {
            _messageMac ??= SyntheticIvKey.Derive(_sessionKey.Bytes, SyntheticIvKey.Message);
            Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
            AssociatedData.InConnection(in _authenticatorIv, _verified, associated);
            if (packet.TryOpen(_cipher, _messageMac, header, associated, Plaintext(packet.Content.Length), out content) != Opening.Authenticated)
                return RefuseForgery(Refusals.Unauthenticated("message"));
            _verified++;
            if (!IsOfClient(in header))
                return RefuseHeader(in header);
        }

        if (!Utf8.IsValid(content))
            return Refuse(Refusals.NotText("message"));
        return Post(RoomCommand.Say(_member, content));
    }

    /// <inheritdoc/>
    protected override Disposition OnSubscribeRequest(NoContext context, in RequestHeader header, scoped in SubscribeRequest packet)
    {
        if (_cipher is null)
            return Refuse(Refusals.NoTicketYet(RoomCommandKind.Subscribe));
        if (_sessionKey is null)
            return Refuse(Refusals.UnverifiedSubscription);
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        AssociatedData.InConnection(in _authenticatorIv, _verified, associated);
        Opening opening;
        ReadOnlySpan<byte> text;
        using (AesCmac mac = SyntheticIvKey.Derive(_sessionKey.Bytes, SyntheticIvKey.Subscribe))
            opening = packet.TryOpen(_cipher, mac, header, associated, Plaintext(packet.DisplayName.Length), out text);
        if (opening != Opening.Authenticated)
            return RefuseForgery(Refusals.Unauthenticated("subscription"));
        _verified++;
        if (!IsOfClient(in header))
            return RefuseHeader(in header);
        // One that came before the first was answered is refused by the room.
        if (_member.Standing == RoomStanding.Subscribed)
            return Refuse(Refusals.SecondSubscription);
        if (!PrincipalName.TryCreate(text, out PrincipalName name))
            return Refuse(Refusals.DisplayNameSize);
        if (!Validator.IsName(in name, out string? problem))
            return Refuse(problem);
        feed.Open(_sessionKey.Bytes, _authenticatorIv);
        return Post(RoomCommand.Subscribe(_member, in name, packet.Since));
    }

    /// <inheritdoc/>
    protected override Disposition OnMembersRequest(NoContext context, in RequestHeader header, scoped in MembersRequest packet)
    {
        return _cipher is null ? Refuse(Refusals.NoTicketYet(RoomCommandKind.ListMembers)) : Post(RoomCommand.ListMembers(_member));
    }

    /// <inheritdoc/>
    protected override Disposition OnLeaveRequest(NoContext context, in RequestHeader header, scoped in LeaveRequest packet)
    {
        if (_cipher is null)
            return Refuse(Refusals.NoTicketYet(RoomCommandKind.Leave));
        Post(RoomCommand.Leave(_member));
        return Disposition.Close;
    }

    /// <inheritdoc/>
    protected override Disposition OnUnexpected(NoContext context, in RequestHeader header, PacketLayout packet) =>
        Refuse(Refusals.ForTheKdc(packet));

    /// <inheritdoc/>
    protected override Disposition OnUnknown(NoContext context, in RequestHeader header, ReadOnlySpan<byte> payload) =>
        Refuse(Refusals.UnknownCode(header.Code));

    /// <inheritdoc/>
    protected override Disposition OnInvalid(NoContext context, in RequestHeader header, PacketLayout packet, UnpackResult problem) =>
        Refuse(problem.Describe(packet), Disposition.Close);

    private bool IsOfClient(in RequestHeader header) => header.ClientId == _member.ClientId;

    private Disposition RefuseHeader(in RequestHeader header) => Refuse(Refusals.HeaderClient(header.ClientId, _member.ClientId));

    // A second one is refused whatever became of the first: nobody tries tickets out on one connection.
    private bool IsFirstTicket()
    {
        bool isFirst = !_hasPresentedTicket;
        _hasPresentedTicket = true;
        return isFirst;
    }

    private Disposition Enter(Admission admission)
    {
        _member.ClientId = admission.Client;
        _cipher = new AesCbc(admission.SessionKey.Bytes);
        _authenticatorIv = admission.AuthenticatorIv;
        if (admission.IsAuthenticated)
            _sessionKey = admission.SessionKey;
        else
            admission.SessionKey.Dispose();
        return Post(RoomCommand.Enter(_member, admission));
    }

    private Disposition Post(RoomCommand command)
    {
        feed.Expect();
        host.Post(command);
        return Disposition.KeepOpen;
    }

    // Nobody gets to try out many.
    private Disposition RefuseForgery(string reason) =>
        Refuse(reason, ++_forgeries < ProtocolLimits.MaxForgeries ? Disposition.KeepOpen : Disposition.Close);

    private Disposition Refuse(string reason, Disposition disposition = Disposition.KeepOpen)
    {
        // What was handed to the room is answered first.
        if (feed.Pending > 0)
        {
            Post(RoomCommand.Refuse(_member, reason, disposition));
            return disposition;
        }

        observer.Refused(peer, reason);
        feed.Expect();
        feed.Answer(RoomAnswer.Refused(disposition));
        feed.Wake();
        return disposition;
    }

    // A request is at most 64 KiB, and so is what this grows to.
    private static Span<byte> Plaintext(int size)
    {
        if (t_plaintext is null || t_plaintext.Length < size)
            t_plaintext = GC.AllocateUninitializedArray<byte>(Math.Max(size, 4096));
        return t_plaintext.AsSpan(0, size);
    }
}
