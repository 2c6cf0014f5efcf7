using System.Net.Sockets;
using System.Text;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>
/// A client's stay in a room, over as many connections as it takes: it tells what happens, sends what the outbox holds, and
/// comes back when a connection is lost.
/// </summary>
/// <param name="entrance">The way into the room.</param>
/// <param name="options">How to behave.</param>
/// <param name="outbox">What is to be sent.</param>
internal sealed class ChatStay(RoomEntrance entrance, ChatClientOptions options, Outbox outbox)
{
    private const int MaxBytesHeld = 8 * 1024 * 1024;

    /// <summary>How often within <see cref="ChatClientOptions.AnswerTimeout"/> it is looked whether the room still does what it should.</summary>
    private const int LooksPerTimeout = 4;

    private readonly HeldQueue<ChatEvent> _events = new(MaxBytesHeld);
    private readonly EventOrder _order = new(options.Since);
    private readonly BackOff _backOff = new(options.FirstRetryDelay, options.LongestRetryDelay, Random.Shared.NextDouble);
    private volatile Standing _standing = new();
    private long _subscriptions;
    private volatile bool _isLeaving;
    private volatile bool _isTaking;
    private volatile bool _isUntold;

    /// <summary>What happens.</summary>
    public HeldQueue<ChatEvent> Events => _events;

    /// <summary>The connection that stands, or the next one.</summary>
    public Standing Standing => _standing;

    /// <summary>The connection is about to end because we leave: none is made again.</summary>
    public void Leave() => _isLeaving = true;

    /// <summary>Stays until the client leaves or is put out. Never throws.</summary>
    /// <param name="place">The first connection.</param>
    /// <param name="ending">Ends it.</param>
    public async Task RunAsync(RoomPlace place, CancellationToken ending)
    {
        Exception? failure = null;
        bool isBack = false;
        try
        {
            while (true)
            {
                long beganAt = options.Clock.GetTimestamp();
                string reason = await StayAsync(place, isBack, ending).ConfigureAwait(false);
                if (_isLeaving)
                    break;
                // A connection that is accepted and lost again at once is no success.
                if (options.Clock.GetElapsedTime(beganAt) >= options.LongestRetryDelay)
                    _backOff.Reset();
                place = await ComeBackAsync(reason, ending).ConfigureAwait(false);
                isBack = true;
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // We leave.
        }
        catch (NoReturnException e)
        {
            failure = e.Cause;
        }
        catch (Exception e)
        {
            failure = e;
        }

        Exception end = failure ?? new InvalidOperationException("This client has left the room.");
        outbox.Close(end);
        _standing.Fail(end);
        _events.Complete(failure);
    }

    private ValueTask TellAsync(ChatEvent happened, int size, CancellationToken ending) => _events.WriteAsync(happened, RoomListener.EventOverhead + size, ending);

    /// <summary>Stays as long as the connection does; answers why it was lost.</summary>
    private async Task<string> StayAsync(RoomPlace place, bool isBack, CancellationToken ending)
    {
        await using ChatConnection connection = place.Connection;
        if (isBack)
            await TellAsync(new ConnectionRestored(options.Clock.GetUtcNow()), 0, ending).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ending);
        _isUntold = false;
        _order.Begin();
        outbox.Begin(place.IsSubscribed, _order.IsKnown, place.Subscriptions - _subscriptions);
        _subscriptions = place.Subscriptions;
        Task working = Task.WhenAll(SendAsync(connection, end), WatchAsync(connection, end), SettleAsync(end.Token));
        try
        {
            _standing.Begin(connection);
            return await ListenAsync(connection, end.Token, ending).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ending.IsCancellationRequested)
        {
            return _isUntold
                ? $"The room did not tell a message within {options.AnswerTimeout.TotalSeconds:0} s that it had acknowledged: somebody may drop what is sent."
                : $"The room did not answer within {options.AnswerTimeout.TotalSeconds:0} s.";
        }
        finally
        {
            Standing stood = _standing;
            _standing = new Standing();
            stood.End();
            await end.CancelAsync().ConfigureAwait(false);
            if (!_isLeaving)
                connection.Abandon();
            await connection.DisposeAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
            outbox.End();
        }
    }

    private async Task<string> ListenAsync(ChatConnection connection, CancellationToken end, CancellationToken ending)
    {
        string reason = RoomListener.TheEnd;
        string? farewell = null;
        try
        {
            await foreach (RoomEventRecord happened in connection.Events.WithCancellation(end).ConfigureAwait(false))
            {
                farewell = happened is { Sequence: 0, Kind: EventKind.Notice } ? Encoding.UTF8.GetString(happened.Content.Span) : null;
                _isTaking = true;
                bool isNext = await TakeAsync(happened, ending).ConfigureAwait(false);
                _isTaking = false;
                if (!isNext)
                    return $"The room told event {happened.Sequence} after event {_order.Last}.";
            }
        }
        catch (Exception e) when (e is IOException or RequestRefusedException)
        {
            reason = e.Message;
        }

        if (farewell is not null && MemberNotices.MeaningOf(farewell) == NoticeMeaning.PutOut)
            throw new NoReturnException(new RequestRefusedException(DisplayText.Escape(farewell)) { Reason = farewell });
        return farewell ?? reason;
    }

    /// <summary>Takes and tells an event; false if it cannot be the next one.</summary>
    private async ValueTask<bool> TakeAsync(RoomEventRecord happened, CancellationToken ending)
    {
        if (happened.Sequence > 0)
        {
            ulong last = _order.Last;
            bool wasKnown = _order.IsKnown;
            switch (_order.Take(happened.Sequence, out ulong missing))
            {
                case EventPlace.Wrong:
                    return false;
                case EventPlace.Anew:
                    throw new NoReturnException(new RequestRefusedException(
                        $"The room told event {happened.Sequence} where what comes after {last} was asked for: it has lost its history, or is another room by now. Come in again."));
            }

            if (missing > 0)
            {
                outbox.Miss();
                await TellAsync(new EventsMissed(options.Clock.GetUtcNow(), missing), 0, ending).ConfigureAwait(false);
            }

            if (happened.ClientId == entrance.Ticket.ClientId)
                TakeOwn(happened);
            if (!wasKnown)
                outbox.KnowPlace();
        }

        await TellAsync(RoomHappening.From(happened), happened.Content.Length, ending).ConfigureAwait(false);
        return true;
    }

    private void TakeOwn(RoomEventRecord happened)
    {
        ReadOnlySpan<byte> content = happened.Content.Span;
        if (happened.Kind == EventKind.Message)
            outbox.See(content);
        else if (!content.SequenceEqual(entrance.Ticket.ClientName.Utf8))
            return;
        else if (happened.Kind == EventKind.Joined)
            outbox.Join();
        else if (happened.Kind == EventKind.Left)
            outbox.Depart();
    }

    private async Task<RoomPlace> ComeBackAsync(string reason, CancellationToken ending)
    {
        long? refusedAt = null;
        while (true)
        {
            TimeSpan wait = _backOff.Next();
            DateTimeOffset now = options.Clock.GetUtcNow();
            await TellAsync(new ConnectionLost(now, reason, wait), reason.Length, ending).ConfigureAwait(false);
            await Task.Delay(wait, options.Clock, ending).ConfigureAwait(false);
            try
            {
                return await entrance.EnterAsync(_order.Last, ending).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                // The system's words are no sentence.
                reason = e.Message.TrimEnd('.') + '.';
                refusedAt = null;
            }
            catch (RequestRefusedException e)
            {
                reason = e.Message;
                refusedAt ??= options.Clock.GetTimestamp();
                if (options.Clock.GetElapsedTime(refusedAt.Value) >= options.RefusalPatience)
                    throw;
            }
        }
    }

    // Ends without an exception when the connection does.
    private async Task SendAsync(ChatConnection connection, CancellationTokenSource end)
    {
        try
        {
            while (true)
            {
                await outbox.WaitAsync(end.Token).ConfigureAwait(false);
                while (outbox.TryTake() is { } message)
                {
                    message.Answer = await PostAsync(connection, message, end.Token).ConfigureAwait(false);
                    _ = FollowAsync(message, message.Answer);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // What was taken is open: the outbox finds out what became of it.
        }
    }

    private async Task<Task> PostAsync(ChatConnection connection, OutgoingMessage message, CancellationToken end)
    {
        try
        {
            return await connection.PostAsync(message.Plaintext, end).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The connection had ended before: nothing was written.
            outbox.PutBack(message);
            throw;
        }
    }

    private async Task FollowAsync(OutgoingMessage message, Task answer)
    {
        await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        outbox.TakeAnswer(message);
    }

    private async Task WatchAsync(ChatConnection connection, CancellationTokenSource end)
    {
        using var timer = new PeriodicTimer(options.AnswerTimeout / LooksPerTimeout, options.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token).ConfigureAwait(false))
            {
                // Its event may still stand before us, unread.
                if (!_isTaking && connection.IsCaughtUp)
                    _isUntold |= outbox.CountOwed() > LooksPerTimeout;
                if (_isUntold || connection.Silence >= options.AnswerTimeout)
                    await end.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    private async Task SettleAsync(CancellationToken end)
    {
        if (outbox.IsSettled)
            return;
        try
        {
            await Task.Delay(options.SettleTime, options.Clock, end).ConfigureAwait(false);
            outbox.Settle();
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }
}
