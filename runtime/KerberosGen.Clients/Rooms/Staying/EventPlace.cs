namespace KerberosGen.Clients;

/// <summary>What to make of an event's number.</summary>
internal enum EventPlace
{
    /// <summary>It is the next one.</summary>
    Next,

    /// <summary>It skips events, or was told before: the connection is not to be trusted any further.</summary>
    Wrong,

    /// <summary>The first event after a cut is none that comes after the last one: the room's order has begun anew.</summary>
    Anew,
}
