using System.Globalization;

namespace KerberosGen.Load.Measuring;

/// <summary>The median of some figures, and the middle half of them.</summary>
internal readonly record struct Spread(double Lower, double Median, double Upper)
{
    public static Spread Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return new Spread(At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75));
    }

    /// <summary>Of the ratios within each round: what slows a whole round slows both sides alike.</summary>
    public static Spread OfRatios(IEnumerable<double> figures, IEnumerable<double> to) => Of(figures.Zip(to, static (a, b) => a / b));

    /// <summary><c>1.02 (0.99 to 1.05)</c></summary>
    public override string ToString() => ToString("G3");

    public string ToString(string format) => string.Create(
        CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Lower.ToString(format, CultureInfo.InvariantCulture)} to {Upper.ToString(format, CultureInfo.InvariantCulture)})");

    private static double At(double[] sorted, double share)
    {
        if (sorted.Length == 0)
            return double.NaN;
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below]));
    }
}
