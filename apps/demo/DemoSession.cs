using System.Net;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Hosting;
using KerberosGen.Inspection.Captures;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Demo;

/// <summary>
/// The demo's story on real sockets: two rooms and three people register, get tickets, chat, and three requests are refused
/// as they must be.
/// </summary>
internal sealed class DemoSession(WireLayout layout, string directory, PcapngWriter capture) : IKdcObserver, IRoomObserver, IAsyncDisposable
{
    private readonly SeedFileStore _store = SeedFileStore.Open(directory, TimeProvider.System, static _ => { });
    private readonly List<RoomServer> _rooms = [];
    private readonly List<string> _refusals = [];
    private readonly CaptureTap _tap = new(capture);
    private KdcServer? _kdc;

    public List<DemoMember> Members { get; } = [];

    public List<RoomIdentity> Rooms { get; } = [];

    /// <summary>Everyone's address, by name, for the diagram.</summary>
    public Dictionary<IPEndPoint, string> Servers { get; } = [];

    /// <summary>Why the servers refused what they refused.</summary>
    public IReadOnlyList<string> Refusals
    {
        get
        {
            lock (_refusals)
                return [.. _refusals];
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        await StartServersAsync(cancellation);
        await RegisterMembersAsync(cancellation);
        await ChatAsync(cancellation);
        await BeRefusedAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DemoMember member in Members)
            await member.DisposeAsync();
        foreach (RoomServer room in _rooms)
            await room.DisposeAsync();
        if (_kdc is not null)
            await _kdc.DisposeAsync();
        await _store.DisposeAsync();
    }

    void IKdcObserver.ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id)
    {
    }

    void IKdcObserver.ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
    }

    void IKdcObserver.ServiceAtLoopback(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
    }

    void IKdcObserver.ServicesListed(IPEndPoint peer, PrincipalId client, int count)
    {
    }

    void IKdcObserver.TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service)
    {
    }

    void IKdcObserver.Refused(IPEndPoint peer, KdcRefusalKind kind, string reason) => NoteRefusal("KDC", reason);

    void IRoomObserver.Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified)
    {
    }

    void IRoomObserver.Happened(RoomEventRecord happened)
    {
    }

    void IRoomObserver.Ended(EndPoint peer, PrincipalId client, string reason)
    {
    }

    void IRoomObserver.Moderated(ModerationAct act, string words)
    {
    }

    void IRoomObserver.Refused(EndPoint peer, string reason) => NoteRefusal("room", reason);

    private void NoteRefusal(string by, string reason)
    {
        lock (_refusals)
            _refusals.Add($"{by}: {reason}");
    }

    private async Task StartServersAsync(CancellationToken cancellation)
    {
        var loopback = new IPEndPoint(IPAddress.Loopback, 0);
        var role = new KeyDistributionCenter(_store, new KdcOptions { Layout = layout }, TimeProvider.System, SystemRandomSource.Instance);
        _kdc = await KdcServer.StartAsync(role, loopback, this, new ServerLimits(), _tap, NullLoggerFactory.Instance, cancellation);
        Servers[_kdc.EndPoint] = "KDC";
        foreach (string name in new[] { "Printer 10", "Printer 20" })
        {
            KeyMaterial key = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance);
            (RoomIdentity identity, IPEndPoint endPoint) = await RoomRegistration.RegisterAsync(
                _kdc.EndPoint, new PrincipalName(name), key, loopback, overUdp: false, cancellation);
            var options = new RoomOptions();
            var door = new RoomDoor(identity, options, TimeProvider.System);
            var room = new RoomWriter(new ChatRoom(options, new VolatileRoomStore(), this, TimeProvider.System), TimeProvider.System);
            _rooms.Add(RoomServer.Start(door, room, endPoint, this, new ServerLimits(), _tap, NullLoggerFactory.Instance));
            Rooms.Add(identity);
            Servers[endPoint] = name;
        }
    }

    private async Task RegisterMembersAsync(CancellationToken cancellation)
    {
        foreach ((string name, string password) in new[] { ("alice", "Wonderland-1865"), ("bob", "qwer1234"), ("Žofie", "heslo §ö中") })
        {
            var member = new DemoMember(name, password, _kdc!.EndPoint, TimeZoneInfo.Local);
            Members.Add(member);
            await member.RegisterAsync(cancellation);
        }
    }

    private async Task ChatAsync(CancellationToken cancellation)
    {
        DemoMember alice = Members[0], bob = Members[1], zofie = Members[2];
        IReadOnlyList<ServiceInfo> rooms = await alice.ListServicesAsync(cancellation);
        ChatConnection alicesFirst = await alice.JoinAsync(rooms[0], cancellation);
        ChatConnection bobsFirst = await bob.JoinAsync(rooms[0], cancellation);
        await alice.SayAsync(alicesFirst, "hello all there", cancellation);
        await bob.SayAsync(bobsFirst, "hi alice, who else is here?", cancellation);
        ChatConnection zofiesFirst = await zofie.JoinAsync(rooms[0], cancellation);
        ChatConnection zofiesSecond = await zofie.JoinAsync(rooms[1], cancellation);
        await zofie.SayAsync(zofiesFirst, "čau 😀 I read what you said before I came", cancellation);
        await bob.ListenUntilAsync(rooms[0], "Žofie", cancellation);
        await bobsFirst.ListMembersAsync(cancellation);
        await zofie.SayAsync(zofiesSecond, "nobody in here yet", cancellation);
        await alice.SayAsync(alicesFirst, "welcome, Žofie", cancellation);
        await zofie.ListenUntilAsync(rooms[0], "welcome", cancellation);
        foreach (ChatConnection chat in new[] { zofiesSecond, zofiesFirst, bobsFirst, alicesFirst })
            await chat.LeaveAsync(cancellation);
        foreach (DemoMember member in Members)
            await member.ListenToTheEndAsync();
    }

    private async Task BeRefusedAsync(CancellationToken cancellation)
    {
        DemoMember alice = Members[0];
        await RefusedAsync(alice.RegisterAsync(cancellation));
        await RefusedAsync(alice.GetTicketAsync(new PrincipalId([.. Enumerable.Repeat((byte)0xAB, PrincipalId.Size)]), cancellation));
        IReadOnlyList<ServiceInfo> rooms = await alice.ListServicesAsync(cancellation);
        using SessionTicket ticket = await alice.GetTicketAsync(rooms[0].Id, cancellation);
        await RefusedAsync(ChatConnection.ConnectAsync(
            rooms[1].EndPoint, alice.Identity!.Id, ticket, TimeProvider.System, TimeZoneInfo.Local, cancellation));
    }

    private static async Task RefusedAsync(Task request)
    {
        try
        {
            await request;
        }
        catch (RequestRefusedException)
        {
            return;
        }

        throw new InvalidOperationException("A request went through that must be refused.");
    }
}
