using System.Globalization;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// A room in memory: one order for all, a bounded history, and the subscribers. Delivery happens in order under the room's
/// lock; a subscriber takes an event without waiting, so none can hold up another.
/// </summary>
/// <param name="clock">The time.</param>
/// <param name="historyLimit">Events held for latecomers.</param>
public sealed class ChatRoom(TimeProvider clock, int historyLimit) : IRoomHost
{
    private readonly Lock _gate = new();
    private readonly Queue<RoomEventRecord> _history = new();
    private readonly List<(IRoomSubscriber Subscriber, DateTimeOffset JoinedAt)> _subscribers = [];
    private ulong _lastSequence;

    /// <inheritdoc/>
    public void Publish(PrincipalId client, ReadOnlySpan<byte> content)
    {
        byte[] kept = content.ToArray();
        lock (_gate)
            Publish(EventKind.Message, client, kept);
    }

    /// <inheritdoc/>
    public void Subscribe(IRoomSubscriber subscriber, ulong since)
    {
        lock (_gate)
        {
            if (MissingBefore(since) is { } missing)
                Notify(subscriber, missing);
            foreach (RoomEventRecord held in _history)
            {
                if (held.Sequence > since)
                    subscriber.Deliver(held);
            }

            _subscribers.Add((subscriber, clock.GetUtcNow()));
            Publish(EventKind.Joined, subscriber.ClientId, subscriber.DisplayName.Utf8.ToArray());
        }
    }

    /// <inheritdoc/>
    public void Unsubscribe(IRoomSubscriber subscriber)
    {
        lock (_gate)
        {
            if (_subscribers.RemoveAll(s => ReferenceEquals(s.Subscriber, subscriber)) > 0)
                Publish(EventKind.Left, subscriber.ClientId, subscriber.DisplayName.Utf8.ToArray());
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<MemberEntry> ListMembers()
    {
        lock (_gate)
        {
            return [.. _subscribers.DistinctBy(static s => s.Subscriber.ClientId).Select(static s => new MemberEntry
            {
                ClientId = s.Subscriber.ClientId,
                Name = s.Subscriber.DisplayName,
                JoinedAt = s.JoinedAt.ToUnixTimeMilliseconds(),
            })];
        }
    }

    private void Publish(EventKind kind, PrincipalId client, byte[] content)
    {
        var happened = new RoomEventRecord(++_lastSequence, clock.GetUtcNow(), kind, client, content);
        _history.Enqueue(happened);
        if (_history.Count > historyLimit)
            _history.Dequeue();
        foreach ((IRoomSubscriber subscriber, _) in _subscribers)
            subscriber.Deliver(happened);
    }

    /// <summary>What was asked for and is no longer held, in words; null if nothing is missing.</summary>
    private string? MissingBefore(ulong since)
    {
        ulong firstHeld = _history.TryPeek(out RoomEventRecord? first) ? first.Sequence : _lastSequence + 1;
        // 0 asks for what is held, whatever that is; 2^64-1 asks for nothing that has been.
        return since == 0 || since >= firstHeld - 1
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"Events {since + 1} to {firstHeld - 1} are no longer held.");
    }

    private void Notify(IRoomSubscriber subscriber, string text) => subscriber.Deliver(
        new RoomEventRecord(0, clock.GetUtcNow(), EventKind.Notice, default, Encoding.UTF8.GetBytes(text)));
}
