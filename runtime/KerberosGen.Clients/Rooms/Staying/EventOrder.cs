namespace KerberosGen.Clients;

/// <summary>
/// Follows a room's order across connections, and says what to make of each event: sequence numbers have no gaps, so what
/// follows the last event is the next one.
/// </summary>
/// <param name="since">The last event that is known: 0 for none, 2^64-1 if only what comes is asked for.</param>
internal sealed class EventOrder(ulong since)
{
    private bool _isFirst = true;
    private bool _hasSeen;

    /// <summary>What to ask for in 1030: the last event that was taken.</summary>
    public ulong Last { get; private set; } = since;

    /// <summary>True once the place in the order is known, so that what happens meanwhile can be asked for after a cut.</summary>
    public bool IsKnown => Last != ulong.MaxValue;

    /// <summary>A connection stands that asked for what comes after <see cref="Last"/>.</summary>
    public void Begin() => _isFirst = true;

    /// <summary>Takes an event that has a place in the order.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="missing">How many events before it are gone for good: the room holds them no more.</param>
    public EventPlace Take(ulong sequence, out ulong missing)
    {
        missing = 0;
        bool isFirst = _isFirst;
        if (sequence == ulong.MaxValue)
            return EventPlace.Wrong;
        if (IsKnown && sequence <= Last)
            return isFirst ? EventPlace.Anew : EventPlace.Wrong;
        // A connection may begin behind a gap, since a room does not hold everything; it cannot have one later.
        ulong skipped = IsKnown ? sequence - Last - 1 : 0;
        if (skipped > 0 && !isFirst)
            return EventPlace.Wrong;
        // Who asks for all that is held misses nothing that was before.
        missing = Last == 0 && !_hasSeen ? 0 : skipped;
        _isFirst = false;
        _hasSeen = true;
        Last = sequence;
        return EventPlace.Next;
    }
}
