namespace KerberosGen.Protocol;

/// <summary>
/// One event in a room's log, linked to the one after it. The links are all there is: who reads the log holds the entry it has
/// come to, so an entry lives as long as it is held or someone has still to read it.
/// </summary>
internal sealed class LogEntry
{
    private LogEntry? _next;

    /// <summary>A log's very first entry, which stands for what was before it and is never sent.</summary>
    /// <param name="lastSequence">The last sequence number before the log.</param>
    public LogEntry(ulong lastSequence) => Sequence = lastSequence;

    /// <summary>An event that comes after another.</summary>
    public LogEntry(RoomEventRecord happened, LogEntry before)
    {
        Sequence = happened.Sequence;
        Time = happened.Time;
        Packed = new PackedEvent(happened);
        End = before.End + Packed.Size;
    }

    /// <summary>The event's place in the order.</summary>
    public ulong Sequence { get; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The event, ready to be sealed for each who is told of it.</summary>
    public PackedEvent Packed { get; }

    /// <summary>Bytes of all entries up to this one, as they go to a subscriber.</summary>
    public long End { get; }

    /// <summary>The entry after this one, or null. Written once, by the room's writer; read by every sender.</summary>
    public LogEntry? Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }
}
