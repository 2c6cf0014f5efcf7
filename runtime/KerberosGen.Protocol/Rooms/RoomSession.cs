using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text.Unicode;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// A room's side of one connection: first a ticket (1028), then messages, and for who wants them events. Requests come in
/// one at a time; answers and events go out through the outlet. No input throws.
/// </summary>
/// <param name="door">Checks tickets.</param>
/// <param name="host">Owns the room.</param>
/// <param name="observer">Is told what happens.</param>
/// <param name="outlet">The connection's way out.</param>
/// <param name="peer">Where the connection comes from.</param>
/// <param name="random">Where IVs come from.</param>
public sealed class RoomSession(
    RoomDoor door, IRoomHost host, IRoomObserver observer, PacketOutlet outlet, EndPoint peer, IRandomSource random)
    : RequestHandler<NoContext, Disposition>, IRoomSubscriber, IDisposable
{
    private readonly RandomBlocks _ivs = new(random);
    private readonly ArrayBufferWriter<byte> _eventScratch = new();
    private PrincipalId _client;
    private AesCbc? _messageCipher;
    private AesCbc? _eventCipher;
    private byte[] _plaintext = [];
    private bool _isSubscribed;

    /// <inheritdoc/>
    public PrincipalId ClientId => _client;

    /// <inheritdoc/>
    public PrincipalName DisplayName { get; private set; }

    /// <summary>True once a ticket was accepted.</summary>
    public bool IsAdmitted => _messageCipher is not null;

    /// <summary>Answers one request.</summary>
    public Disposition Answer(in RequestHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Version != ProtocolLimits.Version)
            return Refuse(Refusals.HeaderVersion(header.Version), Disposition.Close);
        if (IsAdmitted && header.ClientId != _client)
            return Refuse(Refusals.HeaderClient(header.ClientId, _client));
        return Dispatch(default, in header, payload);
    }

    /// <summary>Refuses what cannot even be cut from the stream.</summary>
    public Disposition RefuseSize(in RequestHeader header) =>
        Refuse(Refusals.Size(header.Code, header.PayloadSize), Disposition.Close);

    /// <summary>Seals an event for this subscriber and sends it.</summary>
    void IRoomSubscriber.Deliver(RoomEventRecord roomEvent)
    {
        var packet = new RoomEvent
        {
            Sequence = roomEvent.Sequence,
            Time = roomEvent.Time.ToUnixTimeMilliseconds(),
            Kind = roomEvent.Kind,
            ClientId = roomEvent.ClientId,
        };
        _eventScratch.ResetWrittenCount();
        Span<byte> scratch = _eventScratch.GetSpan(RoomEvent.SealedContentSize(roomEvent.Content.Length));
        packet.Seal(_eventCipher!, new Iv(_ivs.Next()), roomEvent.Content.Span, scratch);
        outlet.Send(in packet);
    }

    /// <summary>Leaves the room and clears the session's keys.</summary>
    public void Dispose()
    {
        outlet.Close();
        if (_isSubscribed)
            host.Unsubscribe(this);
        _messageCipher?.Dispose();
        _eventCipher?.Dispose();
        CryptographicOperations.ZeroMemory(_plaintext);
    }

    /// <inheritdoc/>
    protected override Disposition OnSymmetricKeyRequest(NoContext context, in RequestHeader header, scoped in SymmetricKeyRequest packet)
    {
        if (IsAdmitted)
            return Refuse(Refusals.SecondTicket);
        return door.TryAdmit(in header, in packet, out KeyMaterial? sessionKey, out string? refusal)
            ? Admit(header.ClientId, sessionKey, packet.Ticket.Iv)
            : Refuse(refusal);
    }

    /// <inheritdoc/>
    protected override Disposition OnOriginalSymmetricKeyRequest(NoContext context, in RequestHeader header, scoped in OriginalSymmetricKeyRequest packet)
    {
        if (IsAdmitted)
            return Refuse(Refusals.SecondTicket);
        return door.TryAdmit(in header, in packet, out KeyMaterial? sessionKey, out string? refusal)
            ? Admit(header.ClientId, sessionKey, packet.Ticket.Iv)
            : Refuse(refusal);
    }

    /// <inheritdoc/>
    protected override Disposition OnChatMessage(NoContext context, in RequestHeader header, scoped in ChatMessage packet)
    {
        if (_messageCipher is null)
            return Refuse(Refusals.NoTicketYet("message"));
        if (!packet.TryOpen(_messageCipher, Plaintext(packet.Content.Length), out ReadOnlySpan<byte> content))
            return Refuse(Refusals.DoesNotOpen("message"));
        if (!Utf8.IsValid(content))
            return Refuse(Refusals.NotText("message"));
        observer.MessageReceived(peer, _client, content);
        host.Publish(_client, content);
        return Accept(default(MessageAck));
    }

    /// <inheritdoc/>
    protected override Disposition OnSubscribeRequest(NoContext context, in RequestHeader header, scoped in SubscribeRequest packet)
    {
        if (_messageCipher is null)
            return Refuse(Refusals.NoTicketYet("subscription"));
        if (_isSubscribed)
            return Refuse(Refusals.SecondSubscription);
        if (!packet.TryOpen(_messageCipher, Plaintext(packet.DisplayName.Length), out ReadOnlySpan<byte> text))
            return Refuse(Refusals.DoesNotOpen("display name"));
        if (!PrincipalName.TryCreate(text, out PrincipalName name))
            return Refuse(Refusals.DisplayNameSize);
        if (!Validator.IsName(in name, out string? problem))
            return Refuse(problem);
        DisplayName = name;
        _isSubscribed = true;
        outlet.Send(default(SymmetricKeyAck));
        host.Subscribe(this, packet.Since);
        return Disposition.KeepOpen;
    }

    /// <inheritdoc/>
    protected override Disposition OnMembersRequest(NoContext context, in RequestHeader header, scoped in MembersRequest packet)
    {
        if (!IsAdmitted)
            return Refuse(Refusals.NoTicketYet("question who is here"));
        outlet.Send(new MembersResponse { Members = host.ListMembers().ToArray() });
        return Disposition.KeepOpen;
    }

    /// <inheritdoc/>
    protected override Disposition OnLeaveRequest(NoContext context, in RequestHeader header, scoped in LeaveRequest packet)
    {
        if (!IsAdmitted)
            return Refuse(Refusals.NoTicketYet("leave"));
        outlet.Send(default(SymmetricKeyAck));
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

    private Disposition Admit(PrincipalId client, KeyMaterial sessionKey, Iv ticketIv)
    {
        using (sessionKey)
        {
            _client = client;
            _messageCipher = new AesCbc(sessionKey.Bytes);
            _eventCipher = new AesCbc(sessionKey.Bytes);
        }

        observer.Admitted(peer, client, ticketIv);
        return Accept(default(SymmetricKeyAck));
    }

    private Disposition Accept<TPacket>(in TPacket acknowledgement)
        where TPacket : IMessage<TPacket>
    {
        outlet.Send(in acknowledgement);
        return Disposition.KeepOpen;
    }

    private Disposition Refuse(string reason, Disposition disposition = Disposition.KeepOpen)
    {
        observer.Refused(peer, reason);
        outlet.Send(default(GeneralError));
        return disposition;
    }

    // A request is at most 64 KiB, and so is what this grows to.
    private Span<byte> Plaintext(int size)
    {
        if (_plaintext.Length < size)
        {
            CryptographicOperations.ZeroMemory(_plaintext);
            _plaintext = new byte[size];
        }

        return _plaintext;
    }
}
