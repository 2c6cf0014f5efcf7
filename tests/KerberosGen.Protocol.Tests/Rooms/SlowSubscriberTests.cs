namespace KerberosGen.Protocol.Tests.Rooms;

public sealed class SlowSubscriberTests
{
    private const string Farewell = "You take too slowly what the room sends you: the connection ends.";

    [Fact]
    public void A_subscriber_that_reads_nothing_is_put_out_and_the_others_notice_nothing_but_that_it_has_left()
    {
        var room = new RoomUnderTest(configure: static o => o with { MaxBytesBehind = 1000 });
        Member slow = room.Subscribe("slow");
        Member alice = room.Subscribe("alice");
        slow.Take();
        for (int i = 0; i < 50; i++)
        {
            alice.Say($"alice: {i}");
            alice.Take();
        }

        Assert.Equal(Farewell, slow.Connection.Ending);
        Assert.Equal([$"0 Notice {Farewell}"], slow.TakeEvents());
        Assert.True(slow.Connection.IsClosed);
        Assert.Single(alice.Events, static e => e.Kind == Packets.EventKind.Left);
        Assert.Equal(Enumerable.Range(2, 52).Select(static n => (ulong)n), alice.Events.Select(static e => e.Sequence));
        slow.Connection.Session.Dispose();
        Assert.Empty(alice.TakeEvents());
    }

    [Fact]
    public void Nobody_is_too_slow_for_the_replay_that_it_asked_for()
    {
        var room = new RoomUnderTest(configure: static o => o with { MaxBytesBehind = 2000 });
        Member alice = room.Admit();
        for (int i = 0; i < 100; i++)
            alice.Say(new string('x', 100));
        Member late = room.Admit();
        late.Subscribe(0, "late");
        for (int i = 0; i < 9; i++)
            alice.Say(new string('y', 100));
        Assert.Null(late.Connection.Ending);
        for (int i = 0; i < 50; i++)
            late.Connection.TakeOnce(1);
        Assert.Null(late.Connection.Ending);
        late.Take();
        Assert.Equal(Enumerable.Range(1, 110).Select(static n => (ulong)n), late.Events.Select(static e => e.Sequence));
    }

    [Fact]
    public void A_reader_of_a_long_replay_is_put_out_for_what_happens_meanwhile()
    {
        var room = new RoomUnderTest(configure: static o => o with { MaxBytesBehind = 2000 });
        Member alice = room.Admit();
        for (int i = 0; i < 100; i++)
            alice.Say(new string('x', 100));
        Member late = room.Admit();
        late.Subscribe(0, "late");
        for (int i = 0; i < 20; i++)
            alice.Say(new string('y', 100));
        Assert.Equal(Farewell, late.Connection.Ending);
    }

    [Fact]
    public void One_left_event_that_is_too_much_for_the_next_and_so_on_for_all_ends_them_all_and_nothing_else()
    {
        // Each is behind by one event more than the one that came after it, and nobody reads.
        const int Count = 1_000;
        var room = new RoomUnderTest(configure: static o => o with { MaxBytesBehind = Count * (60 + 16) });
        Member[] all = [.. Enumerable.Range(0, Count).Select(i => Joined(room, $"{i:D4}"))];
        Assert.All(all, static m => Assert.Null(m.Connection.Ending));
        Member alice = room.Admit();
        // A stack that holds a round of it, and not one for each of them.
        var thread = new Thread(() => alice.Say("a"), 128 * 1024);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromMinutes(2)));
        Assert.All(all, static m => Assert.Equal(Farewell, m.Connection.Ending));
        Assert.Equal([1605], alice.Take());
        Assert.Equal((2 * Count) + 1ul, room.Store.Kept.LastSequence);
    }

    [Fact]
    public void What_was_put_out_is_answered_nothing_more_and_waits_for_nothing()
    {
        var room = new RoomUnderTest(configure: static o => o with { MaxBytesBehind = 1000 });
        Member slow = room.Subscribe("slow");
        Member alice = room.Admit();
        room.Host.IsHolding = true;
        for (int i = 0; i < 20; i++)
            alice.Say($"alice: {i}");
        slow.Say("slow: hello");
        room.Host.Commit();
        slow.Say("slow: still there?");
        Assert.True(slow.Connection.Feed.IsEnding);
        Assert.Equal([$"0 Notice {Farewell}"], slow.TakeEvents());
        Assert.True(slow.Connection.Feed.IsClosed);
        Assert.Equal(0, slow.Connection.Feed.Pending);
        Assert.Equal(Disposition.Close, slow.Connection.Send(slow.Message("slow: and now?")));
        Assert.DoesNotContain(room.Observer.Messages, static m => m.Text == "slow: still there?");
    }

    private static Member Joined(RoomUnderTest room, string name)
    {
        Member member = room.Admit();
        member.Subscribe(ulong.MaxValue, name);
        return member;
    }
}
