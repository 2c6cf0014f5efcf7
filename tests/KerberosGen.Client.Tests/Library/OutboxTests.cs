using KerberosGen.Clients;

namespace KerberosGen.Client.Tests.Library;

/// <summary>What becomes of messages whose connection was lost, step by step.</summary>
public sealed class OutboxTests
{
    private readonly Clients.Outbox _outbox = new();

    [Fact]
    public void What_was_told_before_the_old_connection_left_has_arrived_and_the_rest_is_sent_again_in_its_order()
    {
        OutgoingMessage[] messages = [Add("one"), Add("two"), Add("three")];
        BeginFirst();
        TakeAll();
        _outbox.End();
        _outbox.Begin(isSubscribed: true, isPlaceKnown: true, subscriptions: 1);
        OutgoingMessage next = Add("next");
        See("one");
        Assert.True(messages[0].Outcome.IsCompletedSuccessfully);
        _outbox.Join();
        Assert.Null(_outbox.TryTake());
        _outbox.Depart();
        Assert.Equal([messages[1], messages[2], next], TakeAll());
    }

    [Fact]
    public void The_place_of_a_connection_that_was_cut_in_its_handshake_counts_too()
    {
        OutgoingMessage message = Add("one");
        BeginFirst();
        TakeAll();
        _outbox.End();
        // Of two subscriptions the first was cut off; its joined shows that the room had it.
        _outbox.Begin(isSubscribed: true, isPlaceKnown: true, subscriptions: 2);
        _outbox.Join();
        _outbox.Depart();
        Assert.Null(_outbox.TryTake());
        _outbox.Join();
        Assert.Null(_outbox.TryTake());
        _outbox.Depart();
        Assert.Same(message, _outbox.TryTake());
    }

    [Fact]
    public void A_message_that_comes_after_all_is_not_sent_again()
    {
        OutgoingMessage first = Add("one"), second = Add("two");
        BeginFirst();
        TakeAll();
        _outbox.End();
        _outbox.Settle();
        See("one");
        Assert.True(first.Outcome.IsCompletedSuccessfully);
        _outbox.Begin(isSubscribed: true, isPlaceKnown: true, subscriptions: 1);
        Assert.Same(second, _outbox.TryTake());
    }

    [Fact]
    public void An_acknowledgement_alone_delivers_nothing_and_the_message_is_sent_again_if_it_was_not_told()
    {
        OutgoingMessage first = Add("same"), second = Add("same");
        BeginFirst();
        TakeAll();
        first.Answer = Task.CompletedTask;
        _outbox.TakeAnswer(first);
        Assert.False(first.Outcome.IsCompleted);
        _outbox.End();
        _outbox.Begin(isSubscribed: true, isPlaceKnown: true, subscriptions: 1);
        See("same");
        Assert.True(first.Outcome.IsCompletedSuccessfully);
        Assert.False(second.Outcome.IsCompleted);
        _outbox.Join();
        _outbox.Depart();
        Assert.Same(second, _outbox.TryTake());
    }

    [Fact]
    public void A_message_is_delivered_when_its_event_is_told_whenever_the_acknowledgement_comes()
    {
        OutgoingMessage message = Add("one");
        BeginFirst();
        TakeAll();
        See("one");
        Assert.True(message.Outcome.IsCompletedSuccessfully);
        message.Answer = Task.CompletedTask;
        _outbox.TakeAnswer(message);
        Assert.Equal(0, _outbox.CountOwed());
    }

    [Fact]
    public void A_message_that_is_acknowledged_and_not_told_is_counted_as_owed()
    {
        OutgoingMessage message = Add("one");
        BeginFirst();
        TakeAll();
        Assert.Equal(0, _outbox.CountOwed());
        message.Answer = Task.CompletedTask;
        _outbox.TakeAnswer(message);
        Assert.Equal([1, 2], new[] { _outbox.CountOwed(), _outbox.CountOwed() });
        See("one");
        Assert.Equal(0, _outbox.CountOwed());
    }

    [Fact]
    public void A_command_counts_by_its_acknowledgement_and_so_does_all_in_a_room_that_does_not_tell()
    {
        OutgoingMessage command = Add("/kick bob");
        BeginFirst();
        Acknowledge(command);
        Assert.True(command.Outcome.IsCompletedSuccessfully);
        _outbox.End();
        _outbox.Begin(isSubscribed: false, isPlaceKnown: false, subscriptions: 0);
        OutgoingMessage message = Add("hello");
        Acknowledge(message);
        Assert.True(message.Outcome.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_command_on_its_way_may_have_been_carried_out()
    {
        OutgoingMessage command = Add("/kick bob"), message = Add("hello");
        BeginFirst();
        TakeAll();
        _outbox.End();
        Assert.IsType<DeliveryUncertainException>(command.Outcome.Exception?.InnerException);
        Assert.False(message.Outcome.IsCompleted);
    }

    [Fact]
    public void Where_events_are_missing_a_message_may_have_been_among_them()
    {
        OutgoingMessage message = Add("hello");
        BeginFirst();
        TakeAll();
        _outbox.End();
        _outbox.Begin(isSubscribed: true, isPlaceKnown: true, subscriptions: 1);
        _outbox.Miss();
        Assert.IsType<DeliveryUncertainException>(message.Outcome.Exception?.InnerException);
        Assert.True(_outbox.IsSettled);
    }

    [Fact]
    public void Nothing_is_sent_before_the_place_in_the_order_is_known()
    {
        OutgoingMessage message = Add("hello");
        _outbox.Begin(isSubscribed: true, isPlaceKnown: false, subscriptions: 1);
        Assert.Null(_outbox.TryTake());
        _outbox.KnowPlace();
        Assert.Same(message, _outbox.TryTake());
    }

    [Fact]
    public void Not_more_wait_for_an_answer_at_once_than_a_room_takes()
    {
        OutgoingMessage[] messages = [.. Enumerable.Range(0, 100).Select(at => Add($"{at}"))];
        BeginFirst();
        Assert.Equal(messages[..32], TakeAll());
        messages[0].Answer = Task.CompletedTask;
        _outbox.TakeAnswer(messages[0]);
        Assert.Equal([messages[32]], TakeAll());
    }

    private OutgoingMessage Add(string text)
    {
        var message = new OutgoingMessage("ann", text);
        _outbox.Add(message);
        return message;
    }

    private void Acknowledge(OutgoingMessage message)
    {
        Assert.Same(message, _outbox.TryTake());
        message.Answer = Task.CompletedTask;
        _outbox.TakeAnswer(message);
    }

    private void BeginFirst()
    {
        _outbox.Begin(isSubscribed: true, isPlaceKnown: true, subscriptions: 1);
        _outbox.Join();
    }

    private List<OutgoingMessage> TakeAll()
    {
        List<OutgoingMessage> taken = [];
        while (_outbox.TryTake() is { } message)
            taken.Add(message);
        return taken;
    }

    private void See(string text) => _outbox.See(System.Text.Encoding.UTF8.GetBytes($"ann: {text}"));
}
