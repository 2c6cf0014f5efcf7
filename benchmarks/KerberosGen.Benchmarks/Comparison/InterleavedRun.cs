using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>
/// Times three sides in turn, in many short rounds. What disturbs the machine for longer than a round slows all three
/// alike and leaves the round's ratios alone; what is shorter than that falls out of the median.
/// </summary>
internal static class InterleavedRun
{
    public const int Rounds = 101;

    private const double TurnNanoseconds = 500_000;

    public static Measurement Measure(Sides sides)
    {
        Func<int, int>[] inOrder = [sides.Copy, sides.Hand, sides.Generated];
        int calls = CallsFor(sides.Generated);
        double[][] times = [new double[Rounds], new double[Rounds], new double[Rounds]];
        int kept = 0;
        for (int round = 0; round < Rounds; round++)
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
        return new Measurement(
            sides.Packet.Name,
            sides.Operation,
            Measurement.Median(times[0]),
            Measurement.Median(times[1]),
            Measurement.Median(times[2]),
            Measurement.Median(times[2].Zip(times[1], (generated, hand) => generated / hand)),
            Measurement.Median(times[2].Zip(times[0], (generated, copy) => generated / copy)),
            allocated);
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
}
