using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Starts;

/// <summary>What starting a program costs, beside starting <c>true</c> in the same rounds.</summary>
/// <param name="Side">The program.</param>
/// <param name="Samples">Its starts, round by round.</param>
/// <param name="True">Those of <c>true</c>.</param>
internal sealed record StartFigures(StartSide Side, IReadOnlyList<StartSample> Samples, IReadOnlyList<StartSample> True)
{
    /// <summary>Seconds to the prompt.</summary>
    public Spread Time => Spread.Of(Seconds(Samples));

    /// <summary>Seconds beyond those of <c>true</c>.</summary>
    public Spread Beyond => Spread.Of(Samples.Zip(True, static (own, least) => own.Seconds - least.Seconds));

    /// <summary>The ratio to <c>true</c>.</summary>
    public Spread OfTrue => Spread.OfRatios(Seconds(Samples), Seconds(True));

    /// <summary>Processor seconds until the prompt.</summary>
    public Spread Processor => Spread.Of(Samples.Select(static sample => sample.ProcessorSeconds));

    private static IEnumerable<double> Seconds(IEnumerable<StartSample> samples) => samples.Select(static sample => sample.Seconds);
}
