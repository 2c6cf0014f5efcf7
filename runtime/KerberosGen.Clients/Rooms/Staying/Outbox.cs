using KerberosGen.Packets;

namespace KerberosGen.Clients;

/// <summary>
/// The messages that wait to be sent, and those whose fate is open. It finds out, after a cut, which of them the room has had.
/// Safe for several threads.
/// </summary>
/// <remarks>
/// An acknowledgement (1605) proves nothing, for it has no IV: where the room tells what happens, a message is delivered once its
/// own event has verified, and open until then. A command, of which no event comes, and what is said in a room that does not
/// tell, count by the acknowledgement. A message that was written and is open may have arrived or not. The room tells who subscribes again what happened
/// after the last event it has, in the one order that all see, and a connection's <c>left</c> stands behind all that came over
/// it. So a message whose event is told is in the room, and one that was not told when only this connection is left is not, and
/// is sent again. Who is left is counted: a <c>joined</c> of this client for each subscription, a <c>left</c> for each that
/// ended. Where the room does not notice that the old connection is gone, or it cannot be known whether a subscription that was
/// cut off has become one, <see cref="Settle"/> is called after a while.
/// Messages are told apart by client id and text: where one client id is in a room twice, under the same name, and says the same
/// in the moment of a cut, one may be taken for the other.
/// </remarks>
internal sealed class Outbox
{
    /// <summary>Messages that may wait for their answers at once: half of what a room takes at once.</summary>
    private const int MaxUnanswered = 32;

    /// <summary>Messages that may be open at once, acknowledged or not.</summary>
    private const int MaxOpen = 256;

    private readonly Lock _lock = new();
    private readonly LinkedList<OutgoingMessage> _waiting = [];
    private readonly LinkedList<OutgoingMessage> _sent = [];
    private readonly Signal _changed = new();
    private Exception? _end;
    private bool _isStanding;
    private bool _isSubscribed;
    private bool _isPlaceKnown;
    private bool _isSettled = true;
    private int _unanswered;
    private int _present;
    private long _joinsDue;

    /// <summary>True if the fate of every message that was sent before the last cut is known.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_lock)
                return _isSettled;
        }
    }

    /// <summary>
    /// Counts, and answers, how often in a row the oldest message was found acknowledged and not told; 0 if there is none. To be
    /// called where all that has come was taken.
    /// </summary>
    public int CountOwed()
    {
        lock (_lock)
        {
            OutgoingMessage? owed = _isSettled ? _sent.FirstOrDefault(static message => message is { IsAcknowledged: true, IsSeen: false }) : null;
            return owed is null ? 0 : ++owed.TimesFoundOwed;
        }
    }

    /// <summary>Adds a message, behind those that were added before.</summary>
    public void Add(OutgoingMessage message)
    {
        lock (_lock)
        {
            if (_end is { } end)
                message.Fail(end);
            else
                _waiting.AddLast(message);
        }

        _changed.Set();
    }

    /// <summary>Its sender waits no more. What was not sent is not sent any more.</summary>
    public void Abandon(OutgoingMessage message)
    {
        lock (_lock)
        {
            message.IsAbandoned = true;
            _waiting.Remove(message);
        }
    }

    /// <summary>A connection stands: messages may be taken once the fate of the earlier ones is known.</summary>
    /// <param name="isSubscribed">True if the room tells what happens. One that does not is taken for the original program, which wants one message at a time.</param>
    /// <param name="isPlaceKnown">True if what happens from now on could be asked for after a cut.</param>
    /// <param name="subscriptions">How many were asked for since the last connection that stood, this one's included.</param>
    public void Begin(bool isSubscribed, bool isPlaceKnown, long subscriptions)
    {
        lock (_lock)
        {
            _isStanding = true;
            _isSubscribed = isSubscribed;
            _isPlaceKnown = isPlaceKnown || !isSubscribed;
            _joinsDue += subscriptions;
            _unanswered = 0;
        }

        _changed.Set();
    }

    /// <summary>What happens from now on can be asked for after a cut.</summary>
    public void KnowPlace()
    {
        lock (_lock)
            _isPlaceKnown = true;
        _changed.Set();
    }

    /// <summary>Waits until something has changed since the last time.</summary>
    public ValueTask WaitAsync(CancellationToken cancellation) => _changed.WaitAsync(cancellation);

    /// <summary>Takes the next message to write, if one may be written now.</summary>
    public OutgoingMessage? TryTake()
    {
        lock (_lock)
        {
            bool mayTake = _isStanding && _isPlaceKnown && _isSettled && _unanswered < (_isSubscribed ? MaxUnanswered : 1) && _sent.Count < MaxOpen;
            if (!mayTake || _waiting.First is not { } first)
                return null;
            _waiting.RemoveFirst();
            _sent.AddLast(first);
            _unanswered++;
            first.Value.WasSent = true;
            return first.Value;
        }
    }

    /// <summary>A message that was taken was not written after all.</summary>
    public void PutBack(OutgoingMessage message)
    {
        lock (_lock)
        {
            _sent.Remove(message);
            if (_end is { } end)
                message.Fail(end);
            else if (!message.IsAbandoned)
                _waiting.AddFirst(message);
        }
    }

    /// <summary>The room has answered a message, or its connection has ended.</summary>
    public void TakeAnswer(OutgoingMessage message)
    {
        lock (_lock)
            ReadAnswer(message);
        _changed.Set();
    }

    /// <summary>The event of a message of this client was told.</summary>
    /// <param name="utf8">Its plaintext.</param>
    public void See(ReadOnlySpan<byte> utf8)
    {
        lock (_lock)
        {
            if (!SeeSent(utf8))
                SeeWaiting(utf8);
            if (!_isSettled && !_sent.Any(IsOpen))
                SettleNow();
        }

        _changed.Set();
    }

    /// <summary>A subscription of this client has begun.</summary>
    public void Join()
    {
        lock (_lock)
        {
            _present++;
            _joinsDue = Math.Max(0, _joinsDue - 1);
            SettleIfAlone();
        }

        _changed.Set();
    }

    /// <summary>A subscription of this client has ended: nothing of its connection comes any more.</summary>
    public void Depart()
    {
        lock (_lock)
        {
            _present = Math.Max(0, _present - 1);
            SettleIfAlone();
        }

        _changed.Set();
    }

    /// <summary>Events are missing for good: what was open may have been among them.</summary>
    public void Miss()
    {
        lock (_lock)
        {
            foreach (OutgoingMessage message in _sent.Where(IsOpen).ToArray())
                GiveUp(message, "it may be among the events that the room holds no more");
            _present = 0;
            if (!_isSettled)
                SettleNow();
        }

        _changed.Set();
    }

    /// <summary>What was not told by now never arrived: it is to be sent again.</summary>
    public void Settle()
    {
        lock (_lock)
        {
            _joinsDue = 0;
            if (!_isSettled)
                SettleNow();
        }

        _changed.Set();
    }

    /// <summary>The connection is gone, and all it brought was taken.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isStanding = false;
            foreach (OutgoingMessage message in _sent.ToArray())
            {
                ReadAnswer(message);
                if (!IsOpen(message))
                    continue;
                if (!_isSubscribed)
                    GiveUp(message, "this room does not tell what it has");
                else if (message.IsCommand)
                    GiveUp(message, "the room tells nobody which commands it has carried out");
            }

            _isSettled = !_sent.Any(IsOpen);
            if (_isSettled && !_isSubscribed)
                _sent.Clear();
        }
    }

    /// <summary>Nothing is sent any more: what waits fails.</summary>
    public void Close(Exception end)
    {
        lock (_lock)
        {
            _end = end;
            foreach (OutgoingMessage message in _waiting.Concat(_sent))
                message.Fail(end);
            _waiting.Clear();
            _sent.Clear();
        }
    }

    // Written, and neither refused nor known to have arrived.
    private bool IsOpen(OutgoingMessage message) => CountsByEvent(message) ? !message.IsSeen : !message.IsAcknowledged;

    private bool CountsByEvent(OutgoingMessage message) => _isSubscribed && !message.IsCommand;

    private void ReadAnswer(OutgoingMessage message)
    {
        if (message.Answer is not { IsCompleted: true } answer)
            return;
        // An answer is read once. A connection that ended has given none, and takes no further message.
        message.Answer = null;
        if (answer.IsCompletedSuccessfully)
        {
            _unanswered--;
            Acknowledge(message);
        }
        else if (answer.Exception?.InnerException is RequestRefusedException { Code: GeneralError.Code } refusal)
        {
            _unanswered--;
            _sent.Remove(message);
            message.Fail(refusal);
        }
    }

    private void Acknowledge(OutgoingMessage message)
    {
        message.IsAcknowledged = true;
        if (!CountsByEvent(message))
            Finish(message);
    }

    private bool SeeSent(ReadOnlySpan<byte> utf8)
    {
        for (LinkedListNode<OutgoingMessage>? node = _sent.First; node is not null; node = node.Next)
        {
            OutgoingMessage message = node.Value;
            if (message.IsSeen || !utf8.SequenceEqual(message.Utf8))
                continue;
            message.IsSeen = true;
            Finish(message);
            return true;
        }

        return false;
    }

    // One that was held for lost has come after all, in time.
    private void SeeWaiting(ReadOnlySpan<byte> utf8)
    {
        for (LinkedListNode<OutgoingMessage>? node = _waiting.First; node is { Value.WasSent: true }; node = node.Next)
        {
            if (!utf8.SequenceEqual(node.Value.Utf8))
                continue;
            node.Value.Succeed();
            _waiting.Remove(node);
            return;
        }
    }

    // This connection's own place counts once its joined was told.
    private void SettleIfAlone()
    {
        if (!_isSettled && _present <= (_joinsDue == 0 ? 1 : 0))
            SettleNow();
    }

    private void SettleNow()
    {
        _isSettled = true;
        for (LinkedListNode<OutgoingMessage>? node = _sent.Last; node is not null; node = node.Previous)
        {
            if (IsOpen(node.Value) && !node.Value.IsAbandoned)
                _waiting.AddFirst(node.Value);
        }

        _sent.Clear();
    }

    private void Finish(OutgoingMessage message)
    {
        message.Succeed();
        _sent.Remove(message);
    }

    private void GiveUp(OutgoingMessage message, string why)
    {
        message.Fail(new DeliveryUncertainException($"The connection was lost while the message was on its way. It may have arrived: {why}."));
        _sent.Remove(message);
    }
}
