namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>The middle of some figures, and how far they spread.</summary>
internal readonly record struct Quartiles(double Lower, double Median, double Upper)
{
    public static Quartiles Of(IEnumerable<double> figures)
    {
        double[] ordered = [.. figures.Order()];
        return new Quartiles(ordered[ordered.Length / 4], ordered[ordered.Length / 2], ordered[ordered.Length * 3 / 4]);
    }

    /// <summary>Of the ratios of figures that were measured in the same round.</summary>
    public static Quartiles OfRatios(IEnumerable<double> figures, IEnumerable<double> to) => Of(figures.Zip(to, (a, b) => a / b));
}
