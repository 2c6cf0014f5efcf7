using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Hosting.Tests;

/// <summary>A KDC and its rooms on free loopback ports, for one test.</summary>
internal sealed class Site : IAsyncDisposable
{
    public static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    /// <summary>A room in which nobody talks too fast.</summary>
    public static readonly RoomOptions Generous = new() { KdcTimeZone = TimeZoneInfo.Utc, MessageRate = Rate.Unlimited, MaxMessageSize = 64 * 1024 };

    private readonly List<IAsyncDisposable> _parts = [];
    private readonly ServerLimits _limits;
    private readonly RoomOptions _options;
    private readonly RoomLimits? _roomLimits;
    private readonly ILoggerFactory _loggers;
    private readonly IConnectionTap? _tap;

    private Site(WireLayout layout, ServerLimits limits, RoomOptions options, RoomLimits? roomLimits, ILoggerFactory loggers, IConnectionTap? tap)
    {
        _limits = limits;
        _roomLimits = roomLimits;
        _options = options;
        _loggers = loggers;
        _tap = tap;
        Role = new KeyDistributionCenter(
            Store, new KdcOptions { Layout = layout, TimeZone = TimeZoneInfo.Utc }, KdcClock, SystemRandomSource.Instance);
    }

    public InMemoryPrincipalStore Store { get; } = new();

    public SettableClock KdcClock { get; } = new();

    public RecordingObserver Observer { get; } = new();

    public KeyDistributionCenter Role { get; }

    /// <summary>The KDC's address.</summary>
    public IPEndPoint Kdc { get; private set; } = AnyPort;

    public static async Task<Site> StartAsync(
        WireLayout layout,
        ServerLimits? limits = null,
        IConnectionTap? tap = null,
        bool overUdp = false,
        RoomOptions? options = null,
        ILoggerFactory? loggers = null,
        RoomLimits? roomLimits = null)
    {
        var site = new Site(layout, limits ?? new ServerLimits(), options ?? Generous, roomLimits, loggers ?? NullLoggerFactory.Instance, tap);
        IKdcEndPoint server = overUdp
            ? KdcUdpServer.Start(site.Role, AnyPort, site.Observer, NullLoggerFactory.Instance)
            : await KdcServer.StartAsync(site.Role, AnyPort, site.Observer, site._limits, tap, NullLoggerFactory.Instance, Patience.Token);
        site._parts.Add(server);
        site.Kdc = server.EndPoint;
        return site;
    }

    /// <summary>Registers a room from a free port and starts it exactly there.</summary>
    public async Task<SiteRoom> AddRoomAsync(string name, bool overUdp = false, IRoomStore? store = null)
    {
        KeyMaterial key = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance);
        (RoomIdentity identity, IPEndPoint endPoint) = await RoomRegistration.RegisterAsync(
            Kdc, new PrincipalName(name), key, AnyPort, overUdp, Patience.Token);
        var clock = new SettableClock();
        RoomServer server = StartRoom(identity, endPoint, clock, out RoomWriter writer, store);
        _parts.Add(server);
        return new SiteRoom(identity, server, clock) { Writer = writer };
    }

    /// <summary>Starts a registered room; the caller disposes it.</summary>
    public RoomServer StartRoom(RoomIdentity identity, IPEndPoint endPoint, TimeProvider clock, out RoomWriter writer, IRoomStore? store = null)
    {
        writer = new RoomWriter(new ChatRoom(_options, store ?? new VolatileRoomStore(), Observer, clock), clock);
        return RoomServer.Start(new RoomDoor(identity, _options, clock), writer, endPoint, Observer, _limits, _tap, _loggers, _roomLimits);
    }

    /// <summary>Registers a client.</summary>
    public async Task<Member> AddMemberAsync(string name, bool overUdp = false)
    {
        var member = new Member(name, Kdc, overUdp);
        await member.RegisterAsync();
        return member;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable part in Enumerable.Reverse(_parts))
            await part.DisposeAsync();
    }
}
