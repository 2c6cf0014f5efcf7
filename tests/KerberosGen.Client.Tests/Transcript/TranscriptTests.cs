using KerberosGen.Clients;

namespace KerberosGen.Client.Tests;

public sealed class TranscriptTests
{
    private readonly Room _room = new();

    [Fact]
    public void A_message_has_its_time_its_sender_and_its_text_under_its_day()
    {
        _room.Says(Room.Bob, "bob", "hello all");
        Assert.Equal(["--- Monday, 23 November 2026 ---", "12:00 bob: hello all"], _room.Rows());
    }

    [Fact]
    public void Each_day_begins_once()
    {
        _room.Says(Room.Bob, "bob", "one").Says(Room.Bob, "bob", "two").After(TimeSpan.FromHours(13)).Says(Room.Bob, "bob", "three")
            .After(TimeSpan.FromHours(-2)).Says(Room.Bob, "bob", "a clock that was put back");
        Assert.Equal(
            ["--- Monday, 23 November 2026 ---", "12:00 bob: one", "12:00 bob: two", "--- Tuesday, 24 November 2026 ---", "01:00 bob: three", "23:00 bob: a clock that was put back"],
            _room.Rows());
    }

    [Fact]
    public void Long_text_is_broken_between_words_and_set_in_under_itself()
    {
        _room.Says(Room.Bob, "bob", "the quick brown fox jumps over the lazy dog and runs away");
        Assert.Equal(["12:00 bob: the quick brown fox", "           jumps over the lazy dog", "           and runs away"], _room.Said(35));
    }

    [Fact]
    public void A_long_name_does_not_push_the_text_out_of_a_narrow_window()
    {
        _room.Says(Room.Bob, "Bartholomew Montgomery", "one two three four five six");
        Assert.Equal(["12:00 Bartholomew Montgomery:", "      one two three four five", "      six"], _room.Said(30));
    }

    [Fact]
    public void Wide_characters_take_two_columns_and_may_be_broken_between()
    {
        _room.Says(Room.Bob, "bob", "漢字かな混じり文、です。");
        Assert.Equal(["12:00 bob: 漢", "字かな混じり", "文、です。"], _room.Said(13));
    }

    [Fact]
    public void A_cluster_is_never_broken()
    {
        _room.Says(Room.Bob, "b", "xxxx👨\u200d👩\u200d👧e\u0301e\u0301🇩🇪");
        Assert.Equal(["12:00", "b:", "xxxx", "👨\u200d👩\u200d👧e\u0301e\u0301", "🇩🇪"], _room.Said(5));
    }

    [Fact]
    public void Who_comes_and_goes_in_a_row_is_one_row()
    {
        _room.Joins(Room.Alice, "alice").Joins(Room.Bob, "bob").Leaves(Room.Carol, "carol").Joins(Room.Carol, "carol").Joins(Room.Carol, "carol");
        Assert.Equal(["12:00 * alice, bob joined; carol left; carol (2 times) joined"], _room.Said());
    }

    [Fact]
    public void What_is_said_between_parts_those_who_come()
    {
        _room.Joins(Room.Bob, "bob").Says(Room.Bob, "bob", "hi").Joins(Room.Carol, "carol").After(TimeSpan.FromHours(1)).Leaves(Room.Carol, "carol");
        Assert.Equal(["12:00 * bob joined", "12:00 bob: hi", "12:00 * carol joined", "13:00 * carol left"], _room.Said());
    }

    [Fact]
    public void What_somebody_does_is_told_as_such()
    {
        _room.Says(Room.Bob, "bob", "/me waves at alice").Says(Room.Bob, "bob", "/me").Says(Room.Bob, "bob", "/men are many");
        Assert.Equal(["12:00 * bob waves at alice", "12:00 bob: /me", "12:00 bob: /men are many"], _room.Said());
        Assert.Contains(_room.Pieces(), static piece => piece is { Text: "alice", Style: RowStyle.Mention });
    }

    [Fact]
    public void The_room_s_words_to_all_and_to_one_differ()
    {
        _room.Notes("bob was kicked.").Notes("You are muted.", isPrivate: true);
        Assert.Equal(["12:00 ! bob was kicked.", "12:00 ! You are muted."], _room.Said());
        Assert.Equal([RowStyle.Notice, RowStyle.PrivateNotice], _room.Pieces().Where(static piece => piece.Text.Length > 6 && piece.Style != RowStyle.Day).Select(static piece => piece.Style));
    }

    [Fact]
    public void A_name_that_is_not_the_sender_s_stands_beside_the_one_it_joined_as()
    {
        _room.Joins(Room.Carol, "carol").Says(Room.Carol, "bob", "I am bob").Says(Room.Carol, "", "nobody").Says(Room.Carol, "carol", "I am carol");
        Assert.Equal(["12:00 * carol joined", "12:00 carol (as \"bob\"): I am bob", "12:00 carol: nobody", "12:00 carol: I am carol"], _room.Said());
    }

    [Fact]
    public void Who_could_not_be_verified_is_marked_has_no_colour_and_is_taken_for_nobody()
    {
        PendingMessage message = _room.Transcript.Send("hello", Room.Noon);
        _room.Joins(Room.Alice, "alice").Add(new MessageReceived(2, Room.Noon, Room.Alice, "alice", "hello") { IsVerified = false })
            .Add(new MessageReceived(3, Room.Noon, Room.Alice, "bob", "/me waves") { IsVerified = false });
        Assert.Equal(["12:00 * alice joined", "12:00 (unverified) alice: hello", "12:00 (unverified) * bob waves", "12:00 alice: hello"], _room.Said());
        Assert.False(message.IsAcknowledged);
        Assert.Contains(_room.Pieces(), static piece => piece is { Text: "(unverified) ", Style: RowStyle.Unverified });
        Assert.DoesNotContain(_room.Pieces(), static piece => piece is { Style: RowStyle.OwnName or RowStyle.Name, Text: "bob" });
    }

    [Fact]
    public void A_message_on_its_way_stands_last_until_the_room_gives_it_its_place()
    {
        PendingMessage message = _room.Transcript.Send("hello", Room.Noon);
        _room.Says(Room.Bob, "bob", "before");
        Assert.Equal(["12:00 bob: before", "12:00 alice: hello"], _room.Said());
        Assert.Contains(_room.Pieces(), static piece => piece is { Text: "hello", Style: RowStyle.Sending });
        _room.Transcript.Acknowledge(message);
        Assert.Contains(_room.Pieces(), static piece => piece is { Text: "hello", Style: RowStyle.Text });
        _room.Says(Room.Alice, "alice", "hello").Says(Room.Bob, "bob", "after");
        Assert.Equal(["12:00 bob: before", "12:00 alice: hello", "12:00 bob: after"], _room.Said());
    }

    [Fact]
    public void A_message_that_the_room_tells_before_it_acknowledges_it_stands_there_once()
    {
        PendingMessage message = _room.Transcript.Send("hello", Room.Noon);
        _room.Says(Room.Alice, "alice", "hello");
        _room.Transcript.Acknowledge(message);
        _room.Transcript.Fail(message, "Too late to fail.");
        Assert.Equal(["12:00 alice: hello"], _room.Said());
    }

    [Fact]
    public void What_another_window_of_the_same_client_says_is_not_taken_for_what_is_on_its_way()
    {
        _room.Transcript.Send("mine", Room.Noon);
        _room.Says(Room.Alice, "alice", "of another window");
        Assert.Equal(["12:00 alice: of another window", "12:00 alice: mine"], _room.Said());
    }

    [Fact]
    public void A_message_that_was_not_delivered_stays_and_says_why()
    {
        PendingMessage message = _room.Transcript.Send("hello", Room.Noon);
        _room.Transcript.Fail(message, "The room refused the message.");
        _room.Says(Room.Bob, "bob", "after");
        Assert.Equal(["12:00 alice: hello  (not delivered: The room refused the message.)", "12:00 bob: after"], _room.Said());
    }

    [Fact]
    public void A_message_that_may_have_been_delivered_says_so()
    {
        _room.Transcript.Doubt(_room.Transcript.Send("hello", Room.Noon), "The connection was lost.");
        Assert.Equal(["12:00 alice: hello  (perhaps not delivered: The connection was lost.)"], _room.Said());
    }

    [Fact]
    public void Events_that_were_missed_are_told()
    {
        _room.Add(new EventsMissed(Room.Noon, 1)).Add(new EventsMissed(Room.Noon, 7));
        Assert.Equal(["12:00 ~ 1 event was missed: the room no longer holds it.", "12:00 ~ 7 events were missed: the room no longer holds them."], _room.Said());
    }

    [Fact]
    public void An_acknowledged_message_whose_event_is_no_longer_held_does_not_wait_for_ever()
    {
        PendingMessage lost = _room.Transcript.Send("lost", Room.Noon);
        _room.Transcript.Acknowledge(lost);
        _room.Transcript.Send("next", Room.Noon);
        _room.Says(Room.Alice, "alice", "next").Says(Room.Bob, "bob", "after");
        Assert.Equal(["12:00 alice: lost", "12:00 alice: next", "12:00 bob: after"], _room.Said());
    }

    [Fact]
    public void A_command_and_a_message_to_a_room_that_tells_nothing_stay_once_they_are_acknowledged()
    {
        _room.Transcript.Acknowledge(_room.Transcript.Send("/kick bob", Room.Noon));
        _room.Notes("bob was kicked.");
        Assert.Equal(["12:00 alice: /kick bob", "12:00 ! bob was kicked."], _room.Said());
        var seed = new Room(Room.Options with { IsSubscribed = false });
        seed.Transcript.Acknowledge(seed.Transcript.Send("one", Room.Noon));
        seed.Transcript.Send("two", Room.Noon);
        seed.Transcript.Say(["help"], Room.Noon);
        Assert.Equal(["12:00 alice: one", "      help", "12:00 alice: two"], seed.Said());
    }

    [Fact]
    public void A_lost_connection_is_one_row_however_often_it_is_tried_again()
    {
        _room.Add(new ConnectionLost(Room.Noon, "The room closed the connection.", TimeSpan.FromSeconds(1))).Add(new ConnectionLost(Room.Noon, "There is no room.", TimeSpan.FromSeconds(2.5)))
            .Add(new ConnectionRestored(Room.Noon));
        Assert.Equal(["12:00 ~ Connection lost: There is no room. Trying again in 3 s.", "12:00 ~ Connected again."], _room.Said());
    }

    [Fact]
    public void The_unread_marker_stands_above_the_first_message_that_was_not_read()
    {
        var room = new Room(Room.Options with { LastRead = 2 });
        room.Says(Room.Bob, "bob", "one").Says(Room.Bob, "bob", "two").Says(Room.Alice, "alice", "mine").Joins(Room.Carol, "carol").Says(Room.Bob, "bob", "three").Says(Room.Bob, "bob", "four");
        Assert.Equal(
            ["12:00 bob: one", "12:00 bob: two", "12:00 alice: mine", "12:00 * carol joined", "--- unread ---", "12:00 bob: three", "12:00 bob: four"], room.Said());
        room.Transcript.MarkUnread();
        Assert.DoesNotContain("--- unread ---", room.Said());
        room.Says(Room.Bob, "bob", "five");
        Assert.Equal(["12:00 bob: four", "--- unread ---", "12:00 bob: five"], room.Said()[^3..]);
    }

    [Fact]
    public void A_room_that_is_new_here_has_no_unread_marker()
    {
        _room.Says(Room.Bob, "bob", "one");
        Assert.DoesNotContain("--- unread ---", _room.Said());
    }

    [Fact]
    public void The_oldest_entries_go_and_the_first_that_is_left_has_its_day()
    {
        var room = new Room(Room.Options with { Capacity = 3 });
        for (int i = 1; i <= 10; i++)
            room.Says(Room.Bob, "bob", $"{i}");
        Assert.Equal(["--- Monday, 23 November 2026 ---", "12:00 bob: 8", "12:00 bob: 9", "12:00 bob: 10"], room.Rows());
    }

    [Fact]
    public void What_others_write_is_shown_harmless()
    {
        _room.Says(Room.Bob, "b\e[31mob", "\e]0;owned\a\u202eevil\U000e0041\r\n12:00 alice: yes");
        Assert.Equal(["12:00 b\\u001b[31mob: \\u001b]0;owned\\u0007\\u202eevil\\U000e0041\\r\\n12:00 alice: yes"], _room.Said(200));
    }
}
