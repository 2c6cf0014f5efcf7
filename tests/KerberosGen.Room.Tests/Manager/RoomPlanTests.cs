using System.Net;
using FsCheck.Xunit;
using KerberosGen.Cli;
using KerberosGen.Hosting;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Room.Tests.Support;
using KerberosGen.Storage;

namespace KerberosGen.Room.Tests.Manager;

public sealed class RoomPlanTests
{
    private static readonly PrincipalName Default = new("Printer 1");

    [Property(MaxTest = 50)]
    public void All_rooms_of_the_pool_run_and_only_missing_ones_are_made(byte count, byte pooled, int seed)
    {
        int[] numbers = [.. Enumerable.Range(1, 60)];
        new Random(seed).Shuffle(numbers);
        PooledRoom[] pool = [.. numbers[..(pooled % 30)].Select(static n => PooledRooms.Known($"Printer {n}0", 9000 + n)), PooledRooms.Known("Printer 1", 8999)];
        PooledRoom[] known = pool[..^1];
        List<PooledRoom> rooms = RoomPlan.Of(Settings(count % 40 + 1), pool, Default);
        Assert.Equal(known, rooms.Take(known.Length));
        Assert.Equal(Math.Max(count % 40 + 1, known.Length), rooms.Count);
        Assert.Equal(rooms.Count, rooms.Select(static room => room.ServiceName).Distinct().Count());
        Assert.All(rooms.Skip(known.Length), static room => Assert.Matches("^Printer [1-9][0-9]*0$", room.ServiceName.ToString()));
        Assert.All(rooms.Skip(known.Length), static room => Assert.False(RoomPlan.IsRegistered(room)));
    }

    [Fact]
    public void Rooms_are_named_as_the_original_program_names_them() =>
        Assert.Equal(["Printer 10", "Printer 20", "Printer 30"], RoomPlan.Of(Settings(3), [], Default).Select(static room => room.ServiceName.ToString()));

    [Fact]
    public void None_but_the_default_room_is_wanted_with_zero() =>
        Assert.Empty(RoomPlan.Of(Settings(0), [PooledRooms.Known("Printer 10")], Default));

    [Fact]
    public void A_name_that_is_the_default_room_s_is_passed_over() =>
        Assert.Equal(["Printer 20"], RoomPlan.Of(Settings(1), [], new PrincipalName("Printer 10")).Select(static room => room.ServiceName.ToString()));

    private static RoomSettings Settings(int count) => new()
    {
        IsDebug = false,
        Transport = "tcp",
        Kdc = new IPEndPoint(IPAddress.Loopback, 8000),
        IsKdcGiven = false,
        Count = count,
        Prefix = "Printer",
        Directory = ".",
        Listen = null,
        Options = new RoomOptions(),
        Limits = new ServerLimits(),
        RoomLimits = new RoomLimits(),
        Log = new LogSettings(),
    };
}
