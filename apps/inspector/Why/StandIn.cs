using System.Buffers;
using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>
/// A room of our own that stands in for one whose key is not known, at the time of a request, and the tickets that it would
/// open.
/// </summary>
internal sealed class StandIn : IDisposable
{
    private readonly CapturedClock _clock;
    private readonly IPEndPoint _peer;
    private readonly List<RoomDoor> _doors = [];
    private Iv _authenticatorIv;

    private StandIn(DateTimeOffset now, IPEndPoint peer)
    {
        _clock = new CapturedClock(now);
        _peer = peer;
        Span<byte> id = stackalloc byte[PrincipalId.Size];
        SystemRandomSource.Instance.Fill(id);
        Identity = new RoomIdentity(new PrincipalId(id), new PrincipalName("room"), KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance));
    }

    /// <summary>An id and a key of our own.</summary>
    public RoomIdentity Identity { get; }

    public static StandIn New(DecodedPacket request) => new(request.Origin!.Time, request.Origin.From);

    /// <summary>Begins a connection to a room.</summary>
    /// <param name="identity">Whose door it is.</param>
    /// <param name="options">How the room behaves.</param>
    /// <param name="isReplayed">Says whether the authenticator was accepted before.</param>
    /// <param name="observer">Is told of refusals.</param>
    public RoomSession Open(RoomIdentity identity, RoomOptions options, bool isReplayed, RoleObserver observer)
    {
        var door = new RoomDoor(identity, options, _clock);
        _doors.Add(door);
        return new RoomSession(door, new StandInHost(isReplayed, observer), observer, _peer, NewFeed());
    }

    /// <summary>Brings a connection to the stand-in to where another room's had come.</summary>
    /// <param name="session">A connection to <see cref="Identity"/>.</param>
    /// <param name="client">Whose ticket was accepted.</param>
    /// <param name="key">The session key; null for one of our own.</param>
    /// <param name="isSubscribed">True to subscribe, too.</param>
    /// <param name="isVerified">True if it is authenticated.</param>
    public void Admit(RoomSession session, PrincipalId client, KeyMaterial? key, bool isSubscribed, bool isVerified)
    {
        using KeyMaterial sessionKey = key is null ? KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance) : new KeyMaterial(key.Bytes);
        var ticket = new Ticket { Version = ProtocolLimits.Version, ClientId = client, ServiceId = Identity.Id, CreatedAt = _clock.GetUtcNow().ToUnixTimeSeconds() };
        SealDocumented(ref ticket, sessionKey, isVerified);
        byte[] packed = new byte[Ticket.Size];
        ticket.Pack(packed);
        using var own = new ClientSession(client, new SessionTicket(Identity.Id, sessionKey, default, packed), _clock, TimeZoneInfo.Utc);
        var output = new ArrayBufferWriter<byte>();
        own.WriteTicket(output, _clock.GetUtcNow());
        _authenticatorIv = new Iv(output.WrittenSpan.Slice(RequestHeader.Size, Iv.Size));
        if (isSubscribed)
            own.WriteSubscription(output, ulong.MaxValue, new PrincipalName("client"));
        var requests = new ReadOnlySequence<byte>(output.WrittenMemory);
        while (Frame.TryRead(ref requests, ProtocolLimits.MaxRequestPayload, out RequestHeader header, out ReadOnlySequence<byte> payload) == FrameStatus.Done)
            session.Answer(in header, payload.FirstSpan);
    }

    /// <summary>A message or subscription that was opened, sealed again for the connection that <see cref="Admit"/> made; any other request as it is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The session key.</param>
    /// <param name="isSubscribed">True if the connection has subscribed.</param>
    public ReadOnlyMemory<byte> SealInConnection(DecodedPacket request, KeyMaterial key, bool isSubscribed)
    {
        DecodedField ciphertext = (request["content"] ?? request["display_name"])!;
        using var cipher = new AesCbc(key.Bytes);
        byte[] clear = new byte[ciphertext.Length];
        if (!cipher.TryDecrypt(request["iv"]!.Bytes.Span, ciphertext.Bytes.Span, clear, CipherPadding.Pkcs7, out int size))
            return request.Bytes;
        ReadOnlySpan<byte> plaintext = clear.AsSpan(0, size);
        RequestHeader.Unpack(request.Bytes.Span, out RequestHeader header);
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        AssociatedData.InConnection(in _authenticatorIv, isSubscribed ? 1u : 0u, associated);
        var output = new ArrayBufferWriter<byte>();
        byte[] buffer = new byte[AesCbc.CiphertextSize(plaintext.Length, CipherPadding.Pkcs7)];
        if (request.Code == ChatMessage.Code)
        {
            var message = default(ChatMessage);
            using AesCmac mac = SyntheticIvKey.Derive(key.Bytes, SyntheticIvKey.Message);
            message.Seal(cipher, mac, header, associated, plaintext, buffer);
            Frame.Write(output, header, in message);
        }
        else
        {
            var subscription = new SubscribeRequest { Since = request["since"]?.Number ?? 0 };
            using AesCmac mac = SyntheticIvKey.Derive(key.Bytes, SyntheticIvKey.Subscribe);
            subscription.Seal(cipher, mac, header, associated, plaintext, buffer);
            Frame.Write(output, header, in subscription);
        }

        return output.WrittenMemory;
    }

    /// <summary>Brings a connection to where it has presented a ticket and was refused.</summary>
    public static void PresentBadTicket(RoomSession session)
    {
        var header = new RequestHeader { Version = ProtocolLimits.Version, Code = SymmetricKeyRequest.Code, PayloadSize = SymmetricKeyRequest.Size };
        session.Answer(in header, new byte[SymmetricKeyRequest.Size]);
    }

    /// <summary>A request whose ticket is sealed again for the stand-in's key: the same ids and version, good for a day.</summary>
    /// <param name="request">The request, header first.</param>
    /// <param name="ticket">Where its ticket is.</param>
    /// <param name="sessionKey">The key to put into it.</param>
    /// <param name="zone">The zone of the original layout's times.</param>
    public byte[] SealTicket(ReadOnlySpan<byte> request, DecodedField ticket, KeyMaterial sessionKey, TimeZoneInfo zone)
    {
        byte[] copy = request.ToArray();
        Span<byte> place = copy.AsSpan(ticket.Offset, ticket.Length);
        if (ticket.Length == Ticket.Size)
        {
            Ticket.Unpack(place, out Ticket documented);
            SealDocumented(ref documented, sessionKey, isAuthenticated: true);
            documented.Pack(place);
            return copy;
        }

        OriginalTicket.Unpack(place, out OriginalTicket original);
        using var cipher = new AesCbc(Identity.Key.Bytes);
        using AesCmac mac = SyntheticIvKey.Derive(Identity.Key.Bytes, SyntheticIvKey.Ticket);
        DateTimeOffset now = _clock.GetUtcNow();
        original.Seal(
            cipher, mac, [], TimeTextFormat.Format(now, zone), new AesKey(sessionKey.Bytes), TimeTextFormat.Format(now + ProtocolLimits.DefaultTicketLifetime, zone));
        original.Pack(place);
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _doors.ForEach(d => d.Dispose());
        Identity.Key.Dispose();
    }

    // Nobody reads the answers, but they must go out: what comes behind an unanswered request is the host's to refuse.
    private static MemberFeed NewFeed()
    {
        var answers = new ArrayBufferWriter<byte>();
        MemberFeed? feed = null;
        feed = new MemberFeed(() =>
        {
            feed!.WriteTo(answers, int.MaxValue);
            answers.ResetWrittenCount();
        });
        return feed;
    }

    private static Iv NewIv()
    {
        Span<byte> iv = stackalloc byte[Iv.Size];
        SystemRandomSource.Instance.Fill(iv);
        return new Iv(iv);
    }

    private void SealDocumented(ref Ticket ticket, KeyMaterial sessionKey, bool isAuthenticated)
    {
        using var cipher = new AesCbc(Identity.Key.Bytes);
        using AesCmac mac = SyntheticIvKey.Derive(Identity.Key.Bytes, SyntheticIvKey.Ticket);
        TimeText end = TimeTextFormat.Format(_clock.GetUtcNow() + ProtocolLimits.DefaultTicketLifetime, TimeZoneInfo.Utc);
        if (isAuthenticated)
            ticket.Seal(cipher, mac, [], new AesKey(sessionKey.Bytes), end);
        else
            ticket.Seal(cipher, NewIv(), new AesKey(sessionKey.Bytes), end);
    }
}
