namespace KerberosGen.Protocol.Tests.Rooms;

public sealed class ReplayCacheTests
{
    private static readonly DateTimeOffset s_start = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_authenticator_is_remembered_up_to_its_end_and_forgotten_after_it()
    {
        var cache = new ReplayCache();
        DateTimeOffset end = s_start.AddSeconds(301);
        var authenticator = new RememberedAuthenticator(1, end);
        Assert.True(cache.TryAdd(authenticator, s_start));
        Assert.False(cache.TryAdd(authenticator, s_start));
        Assert.False(cache.TryAdd(authenticator, end));
        Assert.True(cache.TryAdd(authenticator with { Until = end.AddSeconds(301) }, end.AddTicks(1)));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void The_cache_holds_what_came_within_two_skews_however_long_it_runs()
    {
        var cache = new ReplayCache();
        int largest = 0;
        for (int second = 0; second < 20_000; second++)
        {
            DateTimeOffset now = s_start.AddSeconds(second);
            // Ends come in no order: clients' clocks differ.
            DateTimeOffset created = now.AddSeconds((second * 7919 % 601) - 300);
            Assert.True(cache.TryAdd(new RememberedAuthenticator((UInt128)second, created.AddSeconds(301)), now));
            largest = Math.Max(largest, cache.Count);
        }

        Assert.InRange(largest, 200, 602);
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
        Assert.Single(connections, static c => c.IsAdmitted);
        Assert.Equal(63, connections.Count(static c => c.Refusals is [Refusals.Replayed]));
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public void A_replay_is_refused_by_the_room_that_comes_back_after_the_one_that_let_it_in_was_killed(WireLayout layout)
    {
        var room = new RoomUnderTest();
        GivenRequest request = ForgedTicketRequest.Good(layout, room, RoomUnderTest.NewId()).Make();
        room.Connect().SendAccepted(request, 1604);
        for (int restarts = 0; restarts < 3; restarts++)
        {
            room.Clock.Advance(TimeSpan.FromSeconds(100));
            room = room.Restart();
            Assert.Equal(Refusals.Replayed, room.Connect().SendRefused(request));
        }

        room.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Refusals.ClockSkew(TimeSpan.FromSeconds(-301)), room.Restart().Connect().SendRefused(request));
    }

    [Fact]
    public void What_is_kept_of_authenticators_is_what_came_within_two_skews_through_restarts_too()
    {
        var room = new RoomUnderTest();
        for (int minute = 0; minute < 60; minute++)
        {
            room.Admit().Connection.Session.Dispose();
            room.Clock.Advance(TimeSpan.FromMinutes(1));
            if (minute % 7 == 0)
                room = room.Restart();
            Assert.InRange(room.Store.Kept.Authenticators.Count, 1, 7);
        }
    }

    [Fact]
    public void An_authenticator_is_kept_before_it_is_answered()
    {
        var room = new RoomUnderTest();
        RoomConnection connection = room.Connect();
        room.Host.IsHolding = true;
        connection.Send(ForgedTicketRequest.Good(WireLayout.Documented, room, RoomUnderTest.NewId()).Make());
        Assert.Empty(connection.Take());
        Assert.Empty(room.Store.Kept.Authenticators);
        room.Host.Commit();
        Assert.Equal(1604, Assert.Single(connection.Take()).Code);
        Assert.Single(room.Store.Kept.Authenticators);
    }
}
