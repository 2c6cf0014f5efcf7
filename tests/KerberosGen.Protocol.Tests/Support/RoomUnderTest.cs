using System.Globalization;
using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Protocol.Tests;

/// <summary>A room in memory, with a clock and a store that the test holds in its hands. Nobody's messages are counted unless the test says so.</summary>
internal sealed class RoomUnderTest
{
    private int _nextPort = 40000;

    /// <param name="start">The time.</param>
    /// <param name="zone">The KDC's time zone.</param>
    /// <param name="history">Events that it holds.</param>
    /// <param name="configure">What else is not as usual.</param>
    /// <param name="identity">Who it is, and its key; by default somebody new.</param>
    public RoomUnderTest(
        DateTimeOffset? start = null,
        TimeZoneInfo? zone = null,
        int history = 1000,
        Func<RoomOptions, RoomOptions>? configure = null,
        RoomIdentity? identity = null)
        : this(
            Configured(zone, history, configure),
            new FakeTimeProvider(start ?? KdcUnderTest.Start),
            identity ?? new RoomIdentity(NewId(), new PrincipalName("Printer 10"), KeyMaterial.NewWithoutZeros(32, SystemRandomSource.Instance)),
            new InMemoryRoomStore())
    {
    }

    private RoomUnderTest(RoomOptions options, FakeTimeProvider clock, RoomIdentity identity, InMemoryRoomStore store)
    {
        Options = options;
        Clock = clock;
        Identity = identity;
        Store = store;
        Door = new RoomDoor(identity, options, clock);
        Room = new ChatRoom(options, store, Observer, clock);
        Host = new SynchronousHost(Room);
    }

    public RoomOptions Options { get; }

    public FakeTimeProvider Clock { get; }

    public RoomIdentity Identity { get; }

    public InMemoryRoomStore Store { get; }

    public RecordingRoomObserver Observer { get; } = new();

    public RoomDoor Door { get; }

    public ChatRoom Room { get; }

    public SynchronousHost Host { get; }

    public static PrincipalId NewId()
    {
        Span<byte> id = stackalloc byte[16];
        Random.Shared.NextBytes(id);
        return new PrincipalId(id);
    }

    /// <summary>A time as a peer of this layout writes it, formatted by the framework.</summary>
    public string Text(WireLayout layout, DateTimeOffset time) => TimeZoneInfo
        .ConvertTime(time, layout == WireLayout.Documented ? TimeZoneInfo.Utc : Options.KdcTimeZone)
        .ToString("dd'/'MM'/'yy'_'HH':'mm':'ss", CultureInfo.InvariantCulture);

    public RoomConnection Connect() => new(this, new IPEndPoint(IPAddress.Loopback, _nextPort++));

    /// <summary>A connection whose ticket has been accepted.</summary>
    public Member Admit(WireLayout layout = WireLayout.Documented, PrincipalId? client = null) => new(this, layout, client ?? NewId());

    /// <summary>A subscriber, what it was sent so far taken.</summary>
    public Member Subscribe(string name, ulong since = ulong.MaxValue, PrincipalId? client = null)
    {
        Member member = Admit(client: client);
        member.Subscribe(since, name);
        member.Take();
        return member;
    }

    /// <summary>The room as it comes back after its process was killed: from what its store has kept, and nothing else.</summary>
    public RoomUnderTest Restart(Func<RoomOptions, RoomOptions>? configure = null) =>
        new(configure is null ? Options : configure(Options), Clock, Identity, Store);

    private static RoomOptions Configured(TimeZoneInfo? zone, int history, Func<RoomOptions, RoomOptions>? configure)
    {
        var options = new RoomOptions { KdcTimeZone = zone ?? Zones.Berlin, History = history, MessageRate = Rate.Unlimited };
        return configure is null ? options : configure(options);
    }
}
