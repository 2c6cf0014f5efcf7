using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>What was acknowledged is kept, and what is not kept was never seen.</summary>
public sealed class RoomCommitTests
{
    [Fact]
    public void Nothing_is_answered_or_sent_before_it_is_kept()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member bob = room.Admit();
        room.Host.IsHolding = true;
        alice.Say("alice: hello");
        bob.Subscribe(0, "bob");
        alice.Connection.Send(GivenRequest.WrittenBy(alice.Client.WriteMembersRequest));
        alice.Connection.Send(GivenRequest.Of(1040, alice.Id, []));
        Assert.Empty(alice.Take());
        Assert.Empty(bob.Take());
        Assert.Empty(room.Observer.Messages);
        Assert.Equal(1ul, room.Store.Kept.LastSequence);

        room.Host.Commit();
        Assert.Equal(3ul, room.Store.Kept.LastSequence);
        Assert.Equal([1605, 1607, 1609, 1606, 1606], alice.Take());
        Assert.Equal([1604, 1606, 1606, 1606], bob.Take());
    }

    [Fact]
    public void A_batch_is_kept_at_once()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        int commits = room.Store.Commits;
        room.Host.IsHolding = true;
        for (int i = 0; i < 100; i++)
            alice.Say($"alice: {i}");
        room.Host.Commit();
        Assert.Equal(commits + 1, room.Store.Commits);
        Assert.Equal(200, alice.Take().Count);
    }

    [Fact]
    public void Where_the_store_fails_nothing_is_answered_and_the_room_that_comes_back_knows_nothing_of_it()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        RoomConnection stranger = room.Connect();
        GivenRequest ticket = ForgedTicketRequest.Good(WireLayout.Documented, room, RoomUnderTest.NewId()).Make();
        room.Host.IsHolding = true;
        alice.Say("alice: lost");
        stranger.Send(ticket);
        room.Store.FailNextCommit();
        Assert.Throws<StoreFailedException>(room.Host.Commit);
        Assert.Empty(alice.Take());
        Assert.Empty(stranger.Take());
        Assert.Empty(room.Observer.Messages);
        Assert.False(stranger.IsAdmitted);

        room = room.Restart();
        room.Connect().SendAccepted(ticket, 1604);
        Member again = room.Admit(client: alice.Id);
        again.Subscribe(1, "alice");
        Assert.Equal(["2 Left alice", "3 Joined alice"], again.TakeEvents());
    }

    [Fact]
    public void A_room_that_cannot_say_who_is_gone_does_not_come_back()
    {
        var room = new RoomUnderTest();
        room.Subscribe("alice");
        room.Store.FailNextCommit();
        Assert.Throws<StoreFailedException>(() => room.Restart());
        Assert.Equal(["2 Left alice"], room.Restart().Observer.Events.Select(RoomModelMember.LineOf));
    }

    [Fact]
    public void Those_who_were_there_when_the_room_was_killed_have_left_each_as_often_as_it_was_there()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        room.Subscribe("alice", client: alice.Id);
        Member bob = room.Subscribe("bob");
        bob.Connection.Session.Dispose();
        room = room.Restart();
        Assert.Equal(["5 Left alice", "6 Left alice"], room.Observer.Events.Select(RoomModelMember.LineOf));
        Assert.Empty(room.Store.Kept.Present);
        Assert.Empty(room.Restart().Observer.Events);
    }

    [Fact]
    public void What_has_become_too_old_is_dropped_from_the_store_though_nothing_else_happens()
    {
        var room = new RoomUnderTest(configure: static o => o with { HistoryAge = TimeSpan.FromHours(2) });
        Member alice = room.Admit();
        alice.Say("alice: one");
        room.Clock.Advance(TimeSpan.FromHours(1));
        alice.Say("alice: two");
        room.Clock.Advance(TimeSpan.FromHours(1));
        Tidy(room);
        Assert.Equal(2, room.Store.Kept.Events.Count);
        room.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Tidy(room);
        Assert.Equal(2ul, Assert.Single(room.Store.Kept.Events).Sequence);
        int commits = room.Store.Commits;
        Tidy(room);
        Assert.Equal(commits, room.Store.Commits);
        room.Clock.Advance(TimeSpan.FromHours(1));
        Tidy(room);
        Assert.Empty(room.Store.Kept.Events);
        room.Restart().Admit().Say("alice: three");
        Assert.Equal(3ul, room.Store.Kept.LastSequence);
    }

    [Fact]
    public void A_history_without_an_end_is_held()
    {
        var room = new RoomUnderTest(configure: static o => o with { HistoryAge = TimeSpan.MaxValue });
        Member alice = room.Admit();
        alice.Say("alice: one");
        room.Clock.Advance(TimeSpan.FromDays(10_000));
        alice.Say("alice: two");
        Assert.Equal(2, room.Store.Kept.Events.Count);
    }

    [Fact]
    public void A_log_without_a_history_holds_nothing_but_what_is_still_to_be_sent()
    {
        var log = new RoomLog(0, []);
        WeakReference first = Fill(log);
        GC.Collect();
        Assert.False(first.IsAlive);
        Assert.Equal(10_001ul, log.NextSequence);
        Assert.Equal(10_001ul, log.FirstHeld);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Fill(RoomLog log)
        {
            WeakReference? first = null;
            for (ulong at = 1; at <= 10_000; at++)
            {
                log.Append(new RoomEventRecord(at, KdcUnderTest.Start, EventKind.Message, default, new byte[100]));
                first ??= new WeakReference(log.Last);
                log.Trim(0, DateTimeOffset.MinValue);
            }

            return first!;
        }
    }

    private static void Tidy(RoomUnderTest room) => room.Host.Post(RoomCommand.Tidy());
}
