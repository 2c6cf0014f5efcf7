namespace KerberosGen.Load.Commands;

/// <summary>What is measured of rooms.</summary>
[Flags]
internal enum RoomParts
{
    None = 0,

    /// <summary>As many deliveries as there can be.</summary>
    Deliveries = 1,

    /// <summary>How long they take at half of that.</summary>
    Latency = 2,

    /// <summary>Where the processor time goes.</summary>
    Profile = 4,

    /// <summary>What guests take that say nothing.</summary>
    Memory = 8,

    All = Deliveries | Latency | Profile | Memory,
}
