namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

/// <summary>The size of a message, and how many a client may send.</summary>
public sealed class MessageLimitTests
{
    [Fact]
    public void A_message_beyond_the_limit_is_refused_and_a_subscriber_is_told_what_to_do()
    {
        var room = new RoomUnderTest(configure: static options => options with { MaxMessageSize = 20 });
        Member alice = room.Subscribe("alice");
        Member silent = room.Admit();
        string longest = "alice: " + new string('x', 13);
        silent.Connection.SendAccepted(silent.Message(longest), 1605);
        Assert.Equal(Refusals.MessageSize(21, 20), silent.Connection.SendRefused(silent.Message(longest + "x")));
        alice.Take();

        alice.Say(longest + "x");
        Assert.Equal((ushort[])[1606, 1609], alice.Take());
        Assert.Equal("0 Your message was not sent: it has 21 bytes, and the limit is 20. Send it in parts.", Last(alice));
        Assert.Single(room.Observer.Messages);
    }

    [Fact]
    public void Ten_messages_pass_at_once_then_five_a_second_over_all_connections_of_a_client()
    {
        var room = new RoomUnderTest(configure: static options => options with { MessageRate = new RoomOptions().MessageRate });
        Member first = room.Subscribe("alice");
        Member second = room.Admit(client: first.Id);
        Member other = room.Admit();
        for (int i = 0; i < 5; i++)
        {
            first.Say("alice: hello");
            second.Connection.SendAccepted(second.Message("alice: hello"), 1605);
        }

        Assert.Equal(Refusals.TooManyMessages, second.Connection.SendRefused(second.Message("alice: hello")));
        other.Connection.SendAccepted(other.Message("bob: hello"), 1605);
        first.Take();
        first.Say("alice: hello");
        Assert.Equal((ushort[])[1606, 1609], first.Take());
        Assert.Equal(
            "0 Your message was not sent: you may send 10 at once and 5 a second, on all your connections together. Wait a moment, then send it again.", Last(first));

        room.Clock.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal(Refusals.TooManyMessages, second.Connection.SendRefused(second.Message("alice: hello")));
        room.Clock.Advance(TimeSpan.FromMilliseconds(1));
        second.Connection.SendAccepted(second.Message("alice: hello"), 1605);
        Assert.Equal(12, room.Observer.Messages.Count);
    }

    [Fact]
    public void A_client_that_comes_anew_brings_no_new_burst()
    {
        var room = new RoomUnderTest(configure: static options => options with { MessageRate = new Rate(5, 1) });
        Member alice = room.Subscribe("alice");
        alice.Say("alice: hello");
        alice.Connection.Session.Dispose();
        Member again = room.Admit(client: alice.Id);
        Assert.Equal(Refusals.TooManyMessages, again.Connection.SendRefused(again.Message("alice: hello")));
    }

    private static string Last(Member member) => $"{member.Events[^1].Sequence} {System.Text.Encoding.UTF8.GetString(member.Events[^1].Content.Span)}";
}
