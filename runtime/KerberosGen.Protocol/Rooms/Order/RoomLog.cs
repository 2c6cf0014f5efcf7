namespace KerberosGen.Protocol;

/// <summary>
/// A room's order: the events that are held, and those that somebody has still to be sent. Written by one thread; senders
/// follow the links from the entry they have come to.
/// </summary>
internal sealed class RoomLog
{
    // Held entries from _first on; the one before it is where a reader of everything starts.
    private readonly List<LogEntry> _entries;
    private int _first = 1;

    /// <summary>Begins with what was held before.</summary>
    public RoomLog(ulong lastSequence, IReadOnlyList<RoomEventRecord> held)
    {
        ulong before = lastSequence - (ulong)held.Count;
        _entries = [new LogEntry(before)];
        foreach (RoomEventRecord happened in held)
            Append(happened);
    }

    /// <summary>The last event.</summary>
    public LogEntry Last => _entries[^1];

    /// <summary>The sequence number that the next event gets.</summary>
    public ulong NextSequence => Last.Sequence + 1;

    /// <summary>The first event that is held; <see cref="NextSequence"/> if none is.</summary>
    public ulong FirstHeld => SequenceOf(_first);

    /// <summary>Adds an event to the order. Senders see it from here on.</summary>
    public void Append(RoomEventRecord happened)
    {
        LogEntry last = Last;
        var entry = new LogEntry(happened, last);
        _entries.Add(entry);
        last.Next = entry;
    }

    /// <summary>What will be the first event held, once there are more events and <see cref="Trim"/> has dropped what it drops.</summary>
    /// <param name="next">The sequence number that comes after those events.</param>
    /// <param name="limit">As for <see cref="Trim"/>.</param>
    /// <param name="oldest">As for <see cref="Trim"/>.</param>
    public ulong FirstToHold(ulong next, int limit, DateTimeOffset oldest)
    {
        ulong beyond = next - Math.Min(next - 1, (ulong)limit);
        int at = _first;
        while (at < _entries.Count && _entries[at].Time < oldest)
            at++;
        return Math.Max(SequenceOf(at), beyond);
    }

    /// <summary>Drops what is beyond a number of events, or older than a moment.</summary>
    public void Trim(int limit, DateTimeOffset oldest)
    {
        while (_first < _entries.Count && (_entries.Count - _first > limit || _entries[_first].Time < oldest))
            _first++;
        // The entries before go together, so that each is moved once.
        if (_first > 64 && _first > _entries.Count / 2)
        {
            _entries.RemoveRange(0, _first - 1);
            _first = 1;
        }
    }

    /// <summary>The entry after which a subscriber begins.</summary>
    /// <param name="since">The last event it has; 0 for all that is held, 2^64-1 for only what comes.</param>
    /// <param name="isMissing">True if some of what it asked for is no longer held.</param>
    public LogEntry Find(ulong since, out bool isMissing)
    {
        ulong before = FirstHeld - 1;
        isMissing = since > 0 && since < before;
        if (since <= before)
            return _entries[_first - 1];
        return since >= Last.Sequence ? Last : _entries[_first - 1 + (int)(since - before)];
    }

    private ulong SequenceOf(int at) => _entries[at - 1].Sequence + 1;
}
