namespace KerberosGen.Load.Measuring;

/// <summary>What one side delivered under one shape of load, round by round, beside the relay in the same rounds.</summary>
/// <param name="Side">Its row in the table.</param>
/// <param name="Shape">The load.</param>
/// <param name="Samples">Its turns; what they count is deliveries.</param>
/// <param name="Relay">The relay's.</param>
internal sealed record FanoutResult(string Side, FanoutShape Shape, IReadOnlyList<Sample> Samples, IReadOnlyList<Sample> Relay)
{
    public bool IsRelay => ReferenceEquals(Samples, Relay);

    public Spread PerSecond => Spread.Of(Samples.Select(static s => s.PerSecond));

    public Spread PerServerSecond => Spread.Of(Samples.Select(static s => s.PerServerSecond));

    /// <summary>Deliveries per second of the server's processor time, as a share of the relay's in the same round.</summary>
    public Spread OfRelay => BesideByProcessor(Relay);

    /// <summary>The server's processor time, in processors.</summary>
    public Spread Server => Spread.Of(Samples.Select(static s => s.ServerSeconds / s.Seconds));

    /// <summary>The generator's processor time, in processors: near 1, it is the generator that is measured.</summary>
    public Spread Generator => Spread.Of(Samples.Select(static s => s.GeneratorSeconds / s.Seconds));

    /// <summary>Deliveries per second of processor time, as a share of another side's in the same round.</summary>
    public Spread BesideByProcessor(IReadOnlyList<Sample> other) =>
        Spread.OfRatios(Samples.Select(static s => s.PerServerSecond), other.Select(static s => s.PerServerSecond));

    /// <summary>Deliveries per second, as a share of another side's in the same round.</summary>
    public Spread BesideByClock(IReadOnlyList<Sample> other) =>
        Spread.OfRatios(Samples.Select(static s => s.PerSecond), other.Select(static s => s.PerSecond));
}
