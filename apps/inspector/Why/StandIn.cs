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
    public RoomSession Open(RoomIdentity identity, RoomOptions options, IReplayCache replays, RoleObserver observer)
    {
        var door = new RoomDoor(identity, options, _clock, replays);
        _doors.Add(door);
        return new RoomSession(door, observer, observer, observer, _peer, SystemRandomSource.Instance);
    }

    /// <summary>Brings a connection to the stand-in to where another room's had come.</summary>
    /// <param name="session">A connection to <see cref="Identity"/>.</param>
    /// <param name="client">Whose ticket was accepted.</param>
    /// <param name="key">The session key; null for one of our own.</param>
    /// <param name="isSubscribed">True to subscribe, too.</param>
    public void Admit(RoomSession session, PrincipalId client, KeyMaterial? key, bool isSubscribed)
    {
        using KeyMaterial sessionKey = key is null ? KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance) : new KeyMaterial(key.Bytes);
        var ticket = new Ticket { Version = ProtocolLimits.Version, ClientId = client, ServiceId = Identity.Id, CreatedAt = _clock.GetUtcNow().ToUnixTimeSeconds() };
        SealDocumented(ref ticket, sessionKey);
        byte[] packed = new byte[Ticket.Size];
        ticket.Pack(packed);
        using var own = new ClientSession(client, new SessionTicket(Identity.Id, sessionKey, default, packed), _clock, SystemRandomSource.Instance, TimeZoneInfo.Utc);
        var output = new ArrayBufferWriter<byte>();
        own.WriteTicket(output);
        if (isSubscribed)
            own.WriteSubscription(output, ulong.MaxValue, new PrincipalName("client"));
        var requests = new ReadOnlySequence<byte>(output.WrittenMemory);
        while (Frame.TryRead(ref requests, ProtocolLimits.MaxRequestPayload, out RequestHeader header, out ReadOnlySequence<byte> payload) == FrameStatus.Done)
            session.Answer(in header, payload.FirstSpan);
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
            SealDocumented(ref documented, sessionKey);
            documented.Pack(place);
            return copy;
        }

        OriginalTicket.Unpack(place, out OriginalTicket original);
        using var cipher = new AesCbc(Identity.Key.Bytes);
        DateTimeOffset now = _clock.GetUtcNow();
        original.Seal(
            cipher, NewIv(), TimeTextFormat.Format(now, zone), new AesKey(sessionKey.Bytes), TimeTextFormat.Format(now + ProtocolLimits.DefaultTicketLifetime, zone));
        original.Pack(place);
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _doors.ForEach(d => d.Dispose());
        Identity.Key.Dispose();
    }

    private static Iv NewIv()
    {
        Span<byte> iv = stackalloc byte[Iv.Size];
        SystemRandomSource.Instance.Fill(iv);
        return new Iv(iv);
    }

    private void SealDocumented(ref Ticket ticket, KeyMaterial sessionKey)
    {
        using var cipher = new AesCbc(Identity.Key.Bytes);
        DateTimeOffset end = _clock.GetUtcNow() + ProtocolLimits.DefaultTicketLifetime;
        ticket.Seal(cipher, NewIv(), new AesKey(sessionKey.Bytes), TimeTextFormat.Format(end, TimeZoneInfo.Utc));
    }
}
