using System.Numerics;

namespace KerberosGen.Load.Measuring;

/// <summary>Counts latencies in steps of at most 1/64 of themselves, from nanoseconds to minutes, without allocating.</summary>
internal sealed class LatencyHistogram
{
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;
    private const double NanosecondsPerSecond = 1e9;

    private readonly long[] _counts = new long[(64 - StepBits + 1) * Steps];
    private long _total;

    /// <summary>The longest, in seconds.</summary>
    public double Most { get; private set; }

    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
        Most = 0;
    }

    /// <summary>Adds one, in seconds; less than a nanosecond counts as one.</summary>
    public void Add(double seconds)
    {
        Most = Math.Max(Most, seconds);
        _counts[StepOf((ulong)Math.Max(1, seconds * NanosecondsPerSecond))]++;
        _total++;
    }

    /// <summary>What so large a share of them is at most, in seconds: the upper end of its step. Not a number if there is none.</summary>
    public double At(double share)
    {
        long wanted = (long)Math.Ceiling(share * _total);
        long seen = 0;
        for (int step = 0; step < _counts.Length && wanted > 0; step++)
        {
            seen += _counts[step];
            if (seen >= wanted)
                return Math.Min(Most, EndOf(step) / NanosecondsPerSecond);
        }

        return double.NaN;
    }

    // Below 64 ns a step is a nanosecond; above, each power of two has 64 steps.
    private static int StepOf(ulong nanoseconds)
    {
        int shift = Math.Max(0, BitOperations.Log2(nanoseconds) - StepBits);
        return (shift * Steps) + (int)(nanoseconds >> shift);
    }

    private static double EndOf(int step)
    {
        int shift = Math.Max(0, (step / Steps) - 1);
        return (step - (shift * Steps) + 1) * Math.Pow(2, shift);
    }
}
