using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

public sealed class GroupChatTests
{
    public static TheoryData<WireLayout> Layouts => [WireLayout.Documented, WireLayout.Original];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_subscription_is_answered_with_1604_and_then_the_subscribers_own_joined(WireLayout layout)
    {
        var room = new RoomUnderTest();
        Member alice = room.Admit(layout);
        alice.Subscribe(0, "alice");
        Assert.Equal([1604, 1606], alice.Take());
        RoomEventRecord joined = Assert.Single(alice.Events);
        Assert.Equal(1ul, joined.Sequence);
        Assert.Equal(EventKind.Joined, joined.Kind);
        Assert.Equal(alice.Id, joined.ClientId);
        Assert.Equal(KdcUnderTest.Start, joined.Time);
        Assert.Equal("alice", Encoding.UTF8.GetString(joined.Content.Span));
    }

    [Fact]
    public void Everyone_sees_one_order_its_own_messages_among_them()
    {
        var room = new RoomUnderTest();
        Member alice = room.Admit(WireLayout.Documented);
        Member bob = room.Admit(WireLayout.Original);
        alice.Subscribe(0, "alice");
        bob.Subscribe(0, "bob");
        alice.Say("alice: one");
        bob.Say("bob: two");
        alice.Say("alice: three");
        string[] expected = ["1 Joined alice", "2 Joined bob", "3 Message alice: one", "4 Message bob: two", "5 Message alice: three"];
        Assert.Equal(expected, alice.TakeEvents());
        Assert.Equal(expected, bob.TakeEvents());
        Assert.Equal(bob.Id, alice.Events[3].ClientId);
    }

    [Fact]
    public void A_subscriber_is_acknowledged_beside_its_own_event()
    {
        Member alice = new RoomUnderTest().Admit(WireLayout.Documented);
        alice.Subscribe();
        alice.Take();
        alice.Say("alice: hello");
        Assert.Equal([(ushort)1605, (ushort)1606], alice.Take());
    }

    [Fact]
    public void Who_never_subscribes_is_pushed_nothing_and_its_messages_reach_subscribers()
    {
        var room = new RoomUnderTest();
        Member quiet = room.Admit(WireLayout.Original);
        Member alice = room.Admit(WireLayout.Documented);
        alice.Subscribe(0, "alice");
        quiet.Say("quiet: hello");
        alice.Say("alice: who is there?");
        room.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([1605], quiet.Take());
        Assert.Equal(["1 Joined alice", "2 Message quiet: hello", "3 Message alice: who is there?"], alice.TakeEvents());
        Assert.Equal(quiet.Id, alice.Events[1].ClientId);
        quiet.Connection.Session.Dispose();
        Assert.Empty(alice.TakeEvents());
    }

    [Theory]
    [InlineData(0ul, 1)]
    [InlineData(1ul, 2)]
    [InlineData(3ul, 4)]
    [InlineData(4ul, 5)]
    [InlineData(5ul, 6)]
    [InlineData(6ul, 6)]
    [InlineData(1_000_000ul, 6)]
    [InlineData(ulong.MaxValue - 1, 6)]
    [InlineData(ulong.MaxValue, 6)]
    public void A_latecomer_gets_what_came_after_what_it_has_and_then_its_own_joined(ulong since, int first)
    {
        var room = new RoomUnderTest();
        Member alice = room.Admit(WireLayout.Documented);
        alice.Subscribe(0, "alice");
        for (int i = 2; i <= 5; i++)
            alice.Say($"alice: {i}");
        Member bob = room.Admit(WireLayout.Documented);
        bob.Subscribe(since, "bob");
        Assert.Equal(Enumerable.Range(first, 7 - first).Select(static i => (ulong)i), SequencesOf(bob));
        Assert.Equal("6 Joined bob", LastOf(bob));
        alice.Say("alice: 7");
        Assert.Equal(["7 Message alice: 7"], bob.TakeEvents());
    }

    [Theory]
    [InlineData(1ul, "Events 2 to 7 are no longer held.")]
    [InlineData(5ul, "Events 6 to 7 are no longer held.")]
    [InlineData(6ul, "Events 7 to 7 are no longer held.")]
    public void What_is_no_longer_held_is_told_first_in_a_private_notice(ulong since, string notice)
    {
        RoomUnderTest room = RoomWithEventsUpTo10(history: 3, out Member alice);
        Member bob = room.Admit(WireLayout.Documented);
        bob.Subscribe(since, "bob");
        Assert.Equal([$"0 Notice {notice}", "8 Message alice: 8", "9 Message alice: 9", "10 Message alice: 10", "11 Joined bob"], bob.TakeEvents());
        Assert.True(bob.Events[0].ClientId.IsZero);
        Assert.Equal(["11 Joined bob"], alice.TakeEvents());
    }

    [Theory]
    [InlineData(0ul, 8)]
    [InlineData(7ul, 8)]
    [InlineData(9ul, 10)]
    [InlineData(10ul, 11)]
    [InlineData(ulong.MaxValue, 11)]
    public void There_is_no_notice_where_all_that_was_asked_for_is_held(ulong since, int first)
    {
        RoomUnderTest room = RoomWithEventsUpTo10(history: 3, out _);
        Member bob = room.Admit(WireLayout.Documented);
        bob.Subscribe(since, "bob");
        Assert.Equal(Enumerable.Range(first, 12 - first).Select(static i => (ulong)i), SequencesOf(bob));
    }

    [Fact]
    public void A_room_without_a_history_keeps_its_order()
    {
        RoomUnderTest room = RoomWithEventsUpTo10(history: 0, out _);
        Member bob = room.Admit(WireLayout.Documented);
        bob.Subscribe(4, "bob");
        Assert.Equal(["0 Notice Events 5 to 10 are no longer held.", "11 Joined bob"], bob.TakeEvents());
        bob.Say("bob: hello");
        Assert.Equal(["12 Message bob: hello"], bob.TakeEvents());
    }

    [Fact]
    public void Who_leaves_gets_1604_and_the_others_are_told_once()
    {
        var room = new RoomUnderTest();
        Member alice = room.Admit(WireLayout.Documented);
        Member bob = room.Admit(WireLayout.Documented);
        alice.Subscribe(0, "alice");
        bob.Subscribe(0, "bob");
        alice.Take();
        bob.Take();
        bob.Connection.SendAccepted(GivenRequest.WrittenBy(bob.Client.WriteLeave), 1604, Disposition.Close);
        bob.Connection.Session.Dispose();
        bob.Connection.Session.Dispose();
        Assert.Equal(["3 Left bob"], alice.TakeEvents());
        Assert.Equal(bob.Id, alice.Events[^1].ClientId);
        alice.Say("alice: bye");
        Assert.Empty(bob.Take());
    }

    [Fact]
    public void Who_leaves_without_having_subscribed_gets_1604_too()
    {
        Member quiet = new RoomUnderTest().Admit(WireLayout.Original);
        quiet.Connection.SendAccepted(GivenRequest.WrittenBy(quiet.Client.WriteLeave), 1604, Disposition.Close);
    }

    [Fact]
    public void A_connection_that_ends_without_a_word_has_left()
    {
        var room = new RoomUnderTest();
        Member alice = room.Admit(WireLayout.Documented);
        Member bob = room.Admit(WireLayout.Documented);
        alice.Subscribe(0, "alice");
        bob.Subscribe(0, "bob");
        bob.Connection.Session.Dispose();
        Assert.Equal(["1 Joined alice", "2 Joined bob", "3 Left bob"], alice.TakeEvents());
    }

    [Fact]
    public void Events_carry_the_time_at_which_they_happened()
    {
        var room = new RoomUnderTest(KdcUnderTest.Start.AddMilliseconds(123));
        Member alice = room.Admit(WireLayout.Documented);
        alice.Subscribe();
        room.Clock.Advance(TimeSpan.FromMilliseconds(4567));
        alice.Say("alice: hello");
        room.Clock.Advance(TimeSpan.FromHours(1));
        Member bob = room.Admit(WireLayout.Documented);
        bob.Subscribe(0, "bob");
        bob.Take();
        Assert.Equal(
            [KdcUnderTest.Start.AddMilliseconds(123), KdcUnderTest.Start.AddMilliseconds(4690), KdcUnderTest.Start.AddMilliseconds(4690).AddHours(1)],
            bob.Events.Select(static e => e.Time));
    }

    private static RoomUnderTest RoomWithEventsUpTo10(int history, out Member alice)
    {
        var room = new RoomUnderTest(history: history);
        alice = room.Admit(WireLayout.Documented);
        alice.Subscribe(0, "alice");
        for (int i = 2; i <= 10; i++)
            alice.Say($"alice: {i}");
        alice.Take();
        return room;
    }

    private static IEnumerable<ulong> SequencesOf(Member member)
    {
        member.Take();
        return member.Events.Select(static e => e.Sequence);
    }

    private static string LastOf(Member member) =>
        $"{member.Events[^1].Sequence} {member.Events[^1].Kind} {Encoding.UTF8.GetString(member.Events[^1].Content.Span)}";
}
