using System.Globalization;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>
/// What was found about packing or unpacking one packet. Times are nanoseconds for one packet. The ratios are medians of
/// the rounds' own ratios, not ratios of medians; what was allocated is in bytes, over all packets of a thousand calls.
/// </summary>
internal sealed record Measurement(
    string Packet,
    string Operation,
    double CopyTime,
    double HandTime,
    double GeneratedTime,
    double GeneratedToHand,
    double GeneratedToCopy,
    long Allocated)
{
    /// <summary>The middle of several measurements of the same thing; the most that any of them allocated.</summary>
    public static Measurement MedianOf(IReadOnlyCollection<Measurement> same)
    {
        Measurement any = same.First();
        return new Measurement(
            any.Packet,
            any.Operation,
            Median(same.Select(m => m.CopyTime)),
            Median(same.Select(m => m.HandTime)),
            Median(same.Select(m => m.GeneratedTime)),
            Median(same.Select(m => m.GeneratedToHand)),
            Median(same.Select(m => m.GeneratedToCopy)),
            same.Max(m => m.Allocated));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>One line, for another process to read.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Packet}\t{Operation}\t{CopyTime}\t{HandTime}\t{GeneratedTime}\t{GeneratedToHand}\t{GeneratedToCopy}\t{Allocated}");

    /// <exception cref="FormatException">The line is not one that <see cref="ToLine"/> wrote.</exception>
    public static Measurement FromLine(string line)
    {
        if (line.Split('\t') is not [string packet, string operation, string copy, string hand, string generated, string toHand, string toCopy, string allocated])
            throw new FormatException($"Not a measurement: {line}");
        return new Measurement(
            packet, operation, Number(copy), Number(hand), Number(generated), Number(toHand), Number(toCopy),
            long.Parse(allocated, CultureInfo.InvariantCulture));

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
