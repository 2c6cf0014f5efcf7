using FsCheck.Xunit;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

public sealed class BanTests
{
    [Fact]
    public void A_banned_client_is_put_out_and_refused_at_1028_until_the_ban_is_lifted()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member bob = room.Subscribe("bob");
        alice.Take();
        Assert.Equal(new(true, $"bob ({bob.Id}) is banned."), room.Do("/ban bob"));
        Assert.Equal(["3 Left bob", "4 Notice bob was banned."], alice.TakeEvents());
        Assert.Equal(["0 Notice You were banned: the room ends your connections."], bob.TakeEvents());
        Assert.True(bob.Connection.IsClosed);

        AssertBanned(room, bob.Id);
        room = room.Restart();
        AssertBanned(room, bob.Id);
        Assert.Equal(new(true, $"bob ({bob.Id}) is no longer banned."), room.Do("/unban bob"));
        room.Subscribe("bob", client: bob.Id);
        Assert.Equal(new(false, $"bob ({bob.Id}) is not banned."), room.Do("/unban bob"));
        room = room.Restart();
        room.Subscribe("bob", client: bob.Id);
    }

    [Fact]
    public void A_ban_may_be_of_someone_who_is_not_here_or_never_was()
    {
        var room = new RoomUnderTest();
        PrincipalId stranger = RoomUnderTest.NewId();
        Assert.Equal(new(true, $"{stranger} is banned; it is not here now."), room.Do($"/ban {stranger}"));
        AssertBanned(room, stranger);
        Assert.Empty(room.Observer.Events);
    }

    [Fact]
    public void A_ban_for_a_while_ends_by_itself_and_is_dropped_from_memory_and_store()
    {
        var room = new RoomUnderTest();
        Member bob = room.Subscribe("bob");
        Assert.Equal(new(true, $"bob ({bob.Id}) is banned for 2 hours."), room.Do("/ban bob 2h"));
        Assert.Equal(["0 Notice You were banned for 2 hours: the room ends your connections."], bob.TakeEvents());
        room = room.Restart();
        room.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        AssertBanned(room, bob.Id);
        room.Host.Post(RoomCommand.Tidy());
        Assert.Single(room.Store.Kept.Sanctions);

        room.Clock.Advance(TimeSpan.FromSeconds(1));
        room.Subscribe("bob", client: bob.Id);
        Assert.Equal(new(true, "Nobody is banned or muted."), room.Do("/bans"));
        room.Host.Post(RoomCommand.Tidy());
        Assert.Empty(room.Store.Kept.Sanctions);
    }

    [Fact]
    public void Of_two_bans_the_later_one_holds()
    {
        var room = new RoomUnderTest();
        Member bob = room.Subscribe("bob");
        room.Do("/ban bob");
        room.Do("/ban bob 10m");
        room.Clock.Advance(TimeSpan.FromMinutes(10));
        room.Subscribe("bob", client: bob.Id);
    }

    [Fact]
    public void A_ban_and_its_end_within_one_batch_leave_nothing_behind()
    {
        var room = new RoomUnderTest();
        Member bob = room.Subscribe("bob");
        room.Host.IsHolding = true;
        Post(room, "/ban bob");
        Post(room, "/unban bob");
        Post(room, "/ban bob 10m");
        Post(room, "/unban bob");
        room.Host.Commit();
        Assert.Empty(room.Store.Kept.Sanctions);
        room.Restart().Subscribe("bob", client: bob.Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void No_length_of_time_breaks_the_room(long ticks)
    {
        var room = new RoomUnderTest();
        room.Subscribe("bob");
        var act = new ModerationAct(ModerationVerb.Ban, "bob", new TimeSpan(ticks), "console");
        Assert.Equal(new(false, "A length of time is from 1 minute (1m) to 3650 days (3650d)."), room.Do(act));
        Assert.Empty(room.Store.Kept.Sanctions);
    }

    [Property(MaxTest = 200)]
    public void Nothing_that_happens_after_a_ban_is_delivered_to_the_banned_one(byte[] before, byte[] after, bool isOneBatch, byte budget)
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member bob = room.Subscribe("bob");
        Member again = room.Subscribe("bob", client: bob.Id);
        room.Host.IsHolding = isOneBatch;
        foreach (byte operation in before)
            Happen(operation);
        Post(room, "/ban bob");
        foreach (byte operation in after)
            Happen(operation);
        room.Host.Commit();

        ulong ban = room.Observer.Events.First(static e => e.Kind == EventKind.Left).Sequence;
        foreach (Member banned in new[] { bob, again })
        {
            banned.Take();
            Assert.True(banned.Connection.IsClosed);
            Assert.Equal(0ul, banned.Events[^1].Sequence);
            ulong[] delivered = [.. banned.Events.SkipLast(1).Select(static e => e.Sequence)];
            Assert.Equal(Enumerable.Range(0, delivered.Length).Select(i => delivered[0] + (ulong)i), delivered);
            Assert.True(delivered[^1] < ban);
        }

        AssertBanned(room, bob.Id);

        void Happen(byte operation)
        {
            switch (operation % 4)
            {
                case 0:
                    alice.Say("alice: hello");
                    break;
                case 1:
                    bob.Connection.Send(bob.Message("bob: hello"));
                    break;
                case 2:
                    bob.Connection.TakeOnce(1 + budget);
                    break;
                default:
                    again.Connection.TakeOnce(int.MaxValue);
                    break;
            }
        }
    }

    private static void Post(RoomUnderTest room, string command)
    {
        Assert.True(ModerationCommand.TryParse(command, "console", out ModerationAct? act, out _));
        room.Host.Post(RoomCommand.Moderate(act, out _));
    }

    private static void AssertBanned(RoomUnderTest room, PrincipalId client)
    {
        RoomConnection connection = room.Connect();
        Assert.Equal(Refusals.Banned, connection.SendRefused(ForgedTicketRequest.Good(WireLayout.Documented, room, client).Make()));
        Assert.False(connection.IsAdmitted);
    }
}
