using KerberosGen.Load.Traffic;
using KerberosGen.Packets;

namespace KerberosGen.Load.Tests;

/// <summary>The generator's own check: no figure stands if a delivery is not the one that must come next.</summary>
public sealed class GuestTests
{
    [Fact]
    public void Messages_in_their_order_are_deliveries()
    {
        using var room = new ScriptedRoom();
        room.Tell((1, EventKind.Joined, "guest 0"));
        room.Tell((2, EventKind.Message, "a"), (3, EventKind.Message, "b"), (4, EventKind.Joined, "guest 1"), (5, EventKind.Message, "c"));

        Assert.Equal([2UL, 3UL, 5UL], room.Deliveries.Sequences);
        Assert.Equal(6UL, room.Guest.Next);
    }

    [Theory]
    [InlineData(4UL)]
    [InlineData(2UL)]
    public void A_message_that_is_lost_or_comes_twice_fails_the_run(ulong sequence)
    {
        using var room = new ScriptedRoom();
        room.Tell((1, EventKind.Joined, "guest 0"), (2, EventKind.Message, "a"));

        var failure = Assert.Throws<WrongAnswerException>(() => room.Tell((sequence, EventKind.Message, "b")));

        Assert.Equal($"Guest 0 received event {sequence} where event 3 had to be: one is lost, or came twice.", failure.Message);
    }

    [Fact]
    public void What_the_room_says_before_it_ends_a_connection_is_the_reason_of_the_failure()
    {
        using var room = new ScriptedRoom();
        room.Tell((1, EventKind.Joined, "guest 0"));

        var failure = Assert.Throws<WrongAnswerException>(() => room.Tell((0, EventKind.Notice, "You are too slow.")));

        Assert.Equal("The room tells guest 0: You are too slow.", failure.Message);
    }

    [Fact]
    public void A_connection_that_ends_fails_the_run()
    {
        using var room = new ScriptedRoom();

        Assert.Throws<WrongAnswerException>(room.End);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Packets_may_come_in_pieces_of_any_size(int atOnce)
    {
        using var room = new ScriptedRoom();
        room.Write([24, MessageAckLow, MessageAckHigh, 0, 0, 0, 0, 24, MessageAckLow, MessageAckHigh, 0, 0, 0, 0], atOnce);

        Assert.Equal(2, room.Guest.Answers);
    }

    [Fact]
    public void A_refusal_fails_the_run()
    {
        using var room = new ScriptedRoom();

        Assert.Throws<WrongAnswerException>(() => room.Write([24, GeneralError.Code & 0xFF, GeneralError.Code >> 8, 0, 0, 0, 0]));
    }

    private const byte MessageAckLow = MessageAck.Code & 0xFF, MessageAckHigh = MessageAck.Code >> 8;
}
