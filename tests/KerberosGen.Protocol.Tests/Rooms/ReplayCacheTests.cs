using System.Collections.Concurrent;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

public sealed class ReplayCacheTests
{
    private static readonly DateTimeOffset s_start = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_authenticator_is_remembered_up_to_its_end_and_forgotten_after_it()
    {
        var cache = new ReplayCache();
        Authenticator authenticator = Numbered(1);
        DateTimeOffset end = s_start.AddSeconds(301);
        Assert.True(cache.TryAdd(in authenticator, s_start, end));
        Assert.False(cache.TryAdd(in authenticator, s_start, end));
        Assert.False(cache.TryAdd(in authenticator, end, end));
        Assert.True(cache.TryAdd(in authenticator, end.AddTicks(1), end.AddSeconds(301)));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void Authenticators_that_differ_in_any_byte_are_different()
    {
        var cache = new ReplayCache();
        for (int at = 0; at < Authenticator.Size; at++)
        {
            byte[] packed = new byte[Authenticator.Size];
            packed[at] = 1;
            Authenticator.Unpack(packed, out Authenticator authenticator);
            Assert.True(cache.TryAdd(in authenticator, s_start, s_start.AddSeconds(1)));
        }

        Assert.Equal(Authenticator.Size, cache.Count);
    }

    [Fact]
    public void The_cache_holds_what_came_within_two_skews_however_long_it_runs()
    {
        var cache = new ReplayCache();
        int largest = 0;
        for (int second = 0; second < 20_000; second++)
        {
            DateTimeOffset now = s_start.AddSeconds(second);
            Authenticator authenticator = Numbered(second);
            // Ends come in no order: clients' clocks differ.
            DateTimeOffset created = now.AddSeconds((second * 7919 % 601) - 300);
            Assert.True(cache.TryAdd(in authenticator, now, created.AddSeconds(301)));
            largest = Math.Max(largest, cache.Count);
        }

        Assert.InRange(largest, 200, 602);
    }

    [Fact]
    public void Of_many_threads_that_present_one_authenticator_one_is_let_in()
    {
        var cache = new ReplayCache();
        var admitted = new ConcurrentDictionary<int, int>();
        Parallel.For(0, 8_000, i =>
        {
            int number = i % 1_000;
            Authenticator authenticator = Numbered(number);
            if (cache.TryAdd(in authenticator, s_start, s_start.AddSeconds(301)))
                admitted.AddOrUpdate(number, 1, static (_, count) => count + 1);
        });
        Assert.Equal(1_000, admitted.Count);
        Assert.All(admitted.Values, static count => Assert.Equal(1, count));
        Assert.Equal(1_000, cache.Count);
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public void Of_many_connections_that_present_one_ticket_at_once_one_is_let_in(WireLayout layout)
    {
        var room = new RoomUnderTest();
        GivenRequest request = ForgedTicketRequest.Good(layout, room, RoomUnderTest.NewId()).Make();
        RoomConnection[] connections = [.. Enumerable.Range(0, 64).Select(_ => room.Connect())];
        Parallel.ForEach(connections, connection => connection.Send(request));
        Assert.Single(connections, static c => c.Session.IsAdmitted);
        Assert.Equal(63, connections.Count(static c => c.Observer.Refusals is [Refusals.Replayed]));
    }

    private static Authenticator Numbered(int number)
    {
        byte[] packed = new byte[Authenticator.Size];
        BitConverter.TryWriteBytes(packed, number);
        Authenticator.Unpack(packed, out Authenticator authenticator);
        return authenticator;
    }
}
