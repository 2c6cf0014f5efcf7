using System.Globalization;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Protocol.Tests;

/// <summary>A room in memory, with a clock that the test sets.</summary>
internal sealed class RoomUnderTest
{
    public RoomUnderTest(DateTimeOffset? start = null, TimeZoneInfo? zone = null, int history = 1000)
    {
        Options = new RoomOptions { KdcTimeZone = zone ?? Zones.Berlin, History = history };
        Clock = new FakeTimeProvider(start ?? KdcUnderTest.Start);
        Identity = new RoomIdentity(NewId(), new PrincipalName("Printer 10"), KeyMaterial.NewWithoutZeros(32, SystemRandomSource.Instance));
        Door = new RoomDoor(Identity, Options, Clock, Replays);
        Room = new ChatRoom(Clock, history);
    }

    public RoomOptions Options { get; }

    public FakeTimeProvider Clock { get; }

    public RoomIdentity Identity { get; }

    public ReplayCache Replays { get; } = new();

    public RoomDoor Door { get; }

    public ChatRoom Room { get; }

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

    public RoomConnection Connect() => new(this);

    /// <summary>A connection whose ticket has been accepted.</summary>
    public Member Admit(WireLayout layout, PrincipalId? client = null) => new(this, layout, client ?? NewId());
}
