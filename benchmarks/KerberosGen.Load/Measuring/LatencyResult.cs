namespace KerberosGen.Load.Measuring;

/// <summary>How long deliveries took on one side, round by round, at half of what the room can.</summary>
/// <param name="Side">Its row in the table.</param>
/// <param name="Shape">The load whose half it is.</param>
/// <param name="MessagesPerSecond">The pace that was set.</param>
/// <param name="Samples">The turns.</param>
internal sealed record LatencyResult(string Side, FanoutShape Shape, double MessagesPerSecond, IReadOnlyList<LatencySample> Samples)
{
    public Spread PerSecond => Spread.Of(Samples.Select(static s => s.PerSecond));

    public Spread Median => Spread.Of(Samples.Select(static s => s.Median));

    public Spread P99 => Spread.Of(Samples.Select(static s => s.P99));

    public Spread P999 => Spread.Of(Samples.Select(static s => s.P999));
}
