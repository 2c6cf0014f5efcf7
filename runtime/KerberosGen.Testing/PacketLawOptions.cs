namespace KerberosGen.Testing;

/// <summary>How packets are held to their laws.</summary>
public sealed record PacketLawOptions
{
    /// <summary>Random values for each law.</summary>
    public int Count { get; init; } = 200;

    /// <summary>
    /// The numbers that a failure printed, <c>seed,gamma,size</c>, to have the same value again. Without it, the environment's
    /// <c>FSCHECK_REPLAY</c> is asked.
    /// </summary>
    public string? Replay { get; init; }

    /// <summary>
    /// Brings each random model in line with what no table shows: rules of <c>Validate</c> that random values hardly ever keep, and
    /// <c>[Computed]</c> values of more than 16 bits. (Computed values of up to 16 bits are found by trial.)
    /// </summary>
    public Func<PacketModel, PacketModel>? Prepare { get; init; }
}
