using System.Numerics;

namespace KerberosGen.Inspection.Statistics;

/// <summary>
/// Counts durations in steps that grow with them: 64 steps to each doubling from 6.4 µs on, and steps of 100 ns below. A percentile is
/// the middle of its step: at most 0.8 % off above 6.4 µs, at most 50 ns below; the largest and the smallest are exact. It takes 0.5 KiB
/// for each doubling that it has seen, 30 KiB at the most, however many durations there are.
/// </summary>
public sealed class LatencyHistogram
{
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;

    private readonly long[]?[] _counts = new long[]?[64 - StepBits + 1];
    private long _sum;

    /// <summary>How many durations.</summary>
    public long Count { get; private set; }

    /// <summary>The shortest, or zero if there is none.</summary>
    public TimeSpan Smallest { get; private set; }

    /// <summary>The longest, or zero if there is none.</summary>
    public TimeSpan Largest { get; private set; }

    /// <summary>Their mean, or zero if there is none.</summary>
    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(_sum / Count);

    /// <summary>Counts one more; a negative one counts as zero.</summary>
    public void Add(TimeSpan duration)
    {
        long ticks = Math.Max(0, duration.Ticks);
        duration = TimeSpan.FromTicks(ticks);
        Smallest = Count == 0 || duration < Smallest ? duration : Smallest;
        Largest = duration > Largest ? duration : Largest;
        Count++;
        _sum += ticks;
        (int row, int step) = PlaceOf(ticks);
        (_counts[row] ??= new long[Steps])[step]++;
    }

    /// <summary>The duration that so much of them do not exceed.</summary>
    /// <param name="share">From 0 to 1: 0.5 for the median.</param>
    public TimeSpan Percentile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        if (rank >= Count)
            return Largest;
        foreach ((long from, long to, long count) in Buckets())
        {
            rank -= count;
            if (rank <= 0)
                return TimeSpan.FromTicks(Math.Clamp(from + ((to - from) / 2), Smallest.Ticks, Largest.Ticks));
        }

        return Largest;
    }

    /// <summary>The steps that hold any, in order: from this many ticks of 100 ns, up to but without that many, and how many.</summary>
    public IEnumerable<(long From, long To, long Count)> Buckets()
    {
        for (int row = 0; row < _counts.Length; row++)
        {
            if (_counts[row] is not { } counts)
                continue;
            for (int step = 0; step < Steps; step++)
            {
                if (counts[step] == 0)
                    continue;
                int shift = Math.Max(0, row - 1);
                long from = row == 0 ? step : (long)(Steps + step) << shift;
                yield return (from, from + (1L << shift), counts[step]);
            }
        }
    }

    private static (int Row, int Step) PlaceOf(long ticks)
    {
        if (ticks < Steps)
            return (0, (int)ticks);
        int shift = BitOperations.Log2((ulong)ticks) - StepBits;
        return (shift + 1, (int)(ticks >> shift) & (Steps - 1));
    }
}
