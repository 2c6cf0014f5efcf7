using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>
/// Times three sides in turn, in many short rounds. What disturbs the machine for longer than a round slows all three
/// alike and leaves the round's ratios alone; what is shorter than that falls out of the median.
/// </summary>
internal static class InterleavedRun
{
    public const int Rounds = 201;

    private const double TurnNanoseconds = 500_000;

    public static Measurement Measure(Sides sides, int rounds)
    {
        Func<int, int>[] inOrder = [sides.Copy, sides.Hand, sides.Generated];
        int calls = CallsFor(sides.Generated);
        double[][] times = [new double[rounds], new double[rounds], new double[rounds]];
        int kept = 0;
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < inOrder.Length; i++)
            {
                // Each side takes each place in turn: none profits from what its neighbour left in the cache.
                int side = (round + i) % inOrder.Length;
                long start = Stopwatch.GetTimestamp();
                kept ^= inOrder[side](calls);
                times[side][round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls / sides.Packet.PacketsPerCall;
            }
        }

        GC.KeepAlive(kept);
        long allocated = AllocatedBy(sides.Generated);
        double[] toHand = [.. times[2].Zip(times[1], (generated, hand) => generated / hand)];
        double[] toCopy = [.. times[2].Zip(times[0], (generated, copy) => generated / copy)];
        return new Measurement(
            sides, Median(times[0]), Median(times[1]), Median(times[2]), Median(toHand), Median(toCopy), allocated);
    }

    private static int CallsFor(Func<int, int> side)
    {
        for (int calls = 16; ; calls *= 2)
        {
            long start = Stopwatch.GetTimestamp();
            side(calls);
            double time = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            if (time > TurnNanoseconds / 4)
                return Math.Max(1, (int)(calls * TurnNanoseconds / time));
        }
    }

    // Inlined, the JIT may move its caller's own allocations between the two readings.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long AllocatedBy(Func<int, int> side)
    {
        side(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        side(1000);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
