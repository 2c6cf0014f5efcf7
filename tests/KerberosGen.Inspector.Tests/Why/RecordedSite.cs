using System.Buffers;
using System.Net;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Tests;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector.Tests;

/// <summary>A KDC and rooms in memory, whose packets are recorded as a capture and whose refusals are logged.</summary>
internal sealed class RecordedSite : IDisposable
{
    public static readonly IPEndPoint Kdc = new(IPAddress.Parse("10.0.0.2"), 8000);
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("Site", TimeSpan.FromHours(2), "Site", "Site");

    private readonly MemoryStream _capture = new();
    private readonly PcapngWriter _writer;
    private KeyDistributionCenter _kdc;
    private readonly Dictionary<IPEndPoint, RecordedRoom> _rooms = [];
    private readonly RoleLog _log = new();
    private int _nextPort = 40000;

    /// <param name="layout">Which of the two layouts the KDC speaks.</param>
    /// <param name="random">Where keys, ids, nonces and IVs come from; null for the platform.</param>
    public RecordedSite(WireLayout layout, IRandomSource? random = null)
    {
        Layout = layout;
        Random = random ?? SystemRandomSource.Instance;
        _writer = new PcapngWriter(_capture, leaveOpen: true);
        _kdc = NewKdc(isRegistrationOpen: true);
    }

    public WireLayout Layout { get; }

    public IRandomSource Random { get; }

    public SettableClock Clock { get; } = new(new DateTimeOffset(2026, 6, 15, 12, 30, 45, 123, TimeSpan.Zero));

    public MemoryStore Store { get; } = new();

    /// <summary>What the roles logged.</summary>
    public List<string> Refusals => _log.Refusals;

    /// <summary>From now on only the administrator enrols.</summary>
    public void CloseRegistration()
    {
        _kdc.Dispose();
        _kdc = NewKdc(isRegistrationOpen: false);
    }

    public RecordedPeer Connect(IPEndPoint server) => ConnectFrom(new IPEndPoint(IPAddress.Parse("10.0.0.1"), _nextPort++), server);

    /// <summary>Registers a room, which listens where it registered from.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">How it behaves beside the rest; null for as it does by default.</param>
    public RecordedRoom AddRoom(string name, Func<RoomOptions, RoomOptions>? configure = null)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse("10.0.0.3"), _nextPort++);
        KeyMaterial key = KeyMaterial.NewWithoutZeros(AesKey.Size, Random);
        byte[] answer = ConnectFrom(endPoint, Kdc).Ask(RecordedPeer.Packed(default, new ServiceRegistration { Name = new PrincipalName(name), Key = new AesKey(key.Bytes) }));
        var options = new RoomOptions { KdcTimeZone = Zone };
        var room = new RecordedRoom(new RoomIdentity(new PrincipalId(answer.AsSpan(7)), new PrincipalName(name), key), endPoint, configure?.Invoke(options) ?? options, _log, Clock);
        _rooms.Add(endPoint, room);
        return room;
    }

    /// <summary>Registers a client.</summary>
    public RecordedClient AddClient(string name, string password)
    {
        byte[] answer = Connect(Kdc).Ask(RecordedPeer.Packed(default, new ClientRegistration { Name = new PrincipalName(name), Password = new Password(password) }));
        return new RecordedClient(this, new ClientIdentity(new PrincipalName(name), new PrincipalId(answer.AsSpan(7)), KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(password))));
    }

    /// <summary>Every packet recorded, opened with keys as far as they go.</summary>
    public List<DecodedPacket> Decode(IKeyRing keys)
    {
        _writer.Flush();
        return Vector.DecodePcapng(_capture.ToArray(), keys);
    }

    /// <summary>Everything recorded, as a file.</summary>
    public string WriteCapture(DirectoryInfo folder)
    {
        _writer.Flush();
        string path = Path.Combine(folder.FullName, "site.pcapng");
        File.WriteAllBytes(path, _capture.ToArray());
        return path;
    }

    /// <summary>The files of this site's KDC, as the seed has them.</summary>
    public void WriteFiles(DirectoryInfo folder)
    {
        string clients = string.Concat(Store.Clients.Select(c => $"{c.Id}: {c.Name}: {Convert.ToHexStringLower(c.Key.Bytes)}: 15/06/26_12:30:45\n"));
        IEnumerable<string> services = Store.Services.Select(s =>
            $$"""  {"server_id_hex": "{{s.Id}}", "name": "{{s.Name}}", "aes_key_encoded": "{{Convert.ToBase64String(s.Key.Bytes)}}", "server_ip": "{{s.EndPoint.Address}}", "server_port": {{s.EndPoint.Port}}}""");
        PrivateFile.Write(Path.Combine(folder.FullName, "clients.txt"), clients);
        PrivateFile.Write(Path.Combine(folder.FullName, "services.json"), "[\n" + string.Join(",\n", services) + "\n]\n");
    }

    public void Dispose()
    {
        _kdc.Dispose();
        _writer.Dispose();
        _capture.Dispose();
        foreach (RecordedRoom room in _rooms.Values)
            room.Dispose();
    }

    internal byte[] Answer(RecordedPeer peer, byte[] request)
    {
        _writer.Write(Clock.Now, peer.EndPoint, peer.Server, request);
        var bytes = new ReadOnlySequence<byte>(request);
        FrameStatus status = Frame.TryRead(ref bytes, ProtocolLimits.MaxRequestPayload, out RequestHeader header, out ReadOnlySequence<byte> payload);
        if (_rooms.ContainsKey(peer.Server))
            AnswerAsRoom(peer, status, in header, payload.FirstSpan);
        else
            AnswerAsKdc(peer, status, in header, payload.FirstSpan);
        return RecordAnswer(peer);
    }

    internal byte[] TurnAway(RecordedPeer peer, byte[] request, string reason)
    {
        _writer.Write(Clock.Now, peer.EndPoint, peer.Server, request);
        peer.Session!.TurnAway(reason);
        peer.Feed.WriteTo(_log.Answers, int.MaxValue);
        return RecordAnswer(peer);
    }

    private byte[] RecordAnswer(RecordedPeer peer)
    {
        byte[] answer = _log.Take();
        _writer.Write(Clock.Now.AddMilliseconds(1), peer.Server, peer.EndPoint, answer);
        return answer;
    }

    private void AnswerAsRoom(RecordedPeer peer, FrameStatus status, in RequestHeader header, ReadOnlySpan<byte> payload)
    {
        if (status == FrameStatus.Done)
            peer.Session!.Answer(in header, payload);
        else
            peer.Session!.RefuseSize(in header);
        peer.Feed.WriteTo(_log.Answers, int.MaxValue);
    }

    private void AnswerAsKdc(RecordedPeer peer, FrameStatus status, in RequestHeader header, ReadOnlySpan<byte> payload)
    {
        var exchange = new KdcExchange(peer.EndPoint, _log.Answers, _log, CancellationToken.None);
        if (status == FrameStatus.Done)
            _kdc.AnswerAsync(in header, payload, exchange).GetAwaiter().GetResult();
        else
            exchange.Refuse(KdcRefusalKind.NotValid, Protocol.Refusals.Size(header.Code, header.PayloadSize));
    }

    private KeyDistributionCenter NewKdc(bool isRegistrationOpen) =>
        new(Store, new KdcOptions { Layout = Layout, TimeZone = Zone, IsRegistrationOpen = isRegistrationOpen }, Clock, Random);

    private RecordedPeer ConnectFrom(IPEndPoint from, IPEndPoint server)
    {
        _writer.Connect(Clock.Now, from, server);
        var feed = new MemberFeed(static () => { });
        RoomSession? session = _rooms.TryGetValue(server, out RecordedRoom? room) ? room.Open(from, _log, feed) : null;
        return new RecordedPeer(this, from, server, session, feed);
    }
}
