namespace KerberosGen.Benchmarks.Comparison;

/// <summary>
/// What an interleaved run found: medians over its rounds, in nanoseconds for one packet. The ratios are the medians of
/// the rounds' own ratios, not ratios of medians; what was allocated is in bytes, over all packets of a thousand calls.
/// </summary>
internal sealed record Measurement(
    Sides Sides, double CopyTime, double HandTime, double GeneratedTime, double GeneratedToHand, double GeneratedToCopy, long Allocated)
{
    public const double MostToHand = 1.15;
    public const double MostToCopy = 1.5;

    public bool Passes =>
        Allocated == 0
        && GeneratedToHand <= MostToHand
        && (!Sides.Packet.IsFixed || GeneratedToCopy <= MostToCopy);
}
