namespace KerberosGen.Load.Measuring;

/// <summary>What was measured of rooms.</summary>
internal sealed record RoomReport
{
    /// <summary>As much as a room can.</summary>
    public List<FanoutResult> Deliveries { get; } = [];

    /// <summary>How long half as much takes.</summary>
    public List<LatencyResult> Latencies { get; } = [];

    /// <summary>Where the processor time went.</summary>
    public List<ProfileResult> Profiles { get; } = [];

    /// <summary>Guests that say nothing.</summary>
    public List<MemberFigures> Members { get; } = [];
}
