namespace KerberosGen.Load.Measuring;

/// <summary>What one side did under one shape of load, round by round, beside the ceiling in the same rounds.</summary>
internal sealed record Result(Side Side, Shape Shape, IReadOnlyList<Sample> Samples, IReadOnlyList<Sample> Ceiling)
{
    public Spread PerSecond => Spread.Of(Samples.Select(static s => s.PerSecond));

    public Spread PerServerSecond => Spread.Of(Samples.Select(static s => s.PerServerSecond));

    /// <summary>Answers per second of the server's processor time, as a share of the ceiling's in the same round.</summary>
    public Spread OfCeiling => Spread.OfRatios(Samples.Select(static s => s.PerServerSecond), Ceiling.Select(static s => s.PerServerSecond));

    /// <summary>Bytes that the whole server allocated for one request; null if it does not tell.</summary>
    public Spread? BytesPerRequest => Samples.Any(static s => s.AllocatedBytes is null)
        ? null
        : Spread.Of(Samples.Select(static s => s.AllocatedBytes!.Value / s.Answers));

    /// <summary>The generator's processor time, as a share of one processor: near 1, it is the generator that is measured.</summary>
    public Spread Generator => Spread.Of(Samples.Select(static s => s.GeneratorSeconds / s.Seconds));

    /// <summary>How many times as much processor time a request costs here as on another side, round by round.</summary>
    public Spread CostBeside(Result other) =>
        Spread.OfRatios(other.Samples.Select(static s => s.PerServerSecond), Samples.Select(static s => s.PerServerSecond));

    /// <summary>How many times as long a request takes here as on another side, round by round.</summary>
    public Spread TimeBeside(Result other) =>
        Spread.OfRatios(other.Samples.Select(static s => s.PerSecond), Samples.Select(static s => s.PerSecond));
}
