using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using KerberosGen.Benchmarks.Suites;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>
/// What authenticating costs: a message and an event sealed and opened without a synthetic IV, with it, and with HMAC-SHA256 in its
/// place. The three take turns, as in <see cref="InterleavedRun"/>; a call is so long that where the JIT puts it does not matter.
/// </summary>
internal static class SealingCheck
{
    /// <summary>What it is called on the command line.</summary>
    public const string Name = "Sealing";

    private const double Most = 2.2;
    private const int GoalSize = 100;
    private const int Rounds = 101;
    private const int Calls = 500;
    private static readonly TimeSpan s_warmup = TimeSpan.FromSeconds(3);

    /// <summary>Prints a table.</summary>
    /// <returns>True if the requirements are met.</returns>
    public static bool Run()
    {
        Print($"Required: 0 B; sealing {GoalSize} bytes with a synthetic IV within {Most}x of sealing them without, a random IV included.");
        Console.WriteLine();
        Console.WriteLine("| packet | | bytes | unauthenticated ns | synthetic IV ns | HMAC-SHA256 ns | synthetic/unauthenticated | HMAC/unauthenticated | allocated |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|--:|");
        bool isMet = true;
        foreach (int size in new[] { 16, GoalSize, 1000 })
        {
            using var sealing = new Sealing(size);
            isMet &= Measure("ChatMessage", "seal", size, () => sealing.SealMessageUnauthenticated(), () => sealing.SealMessage(), () => sealing.SealMessageByHmac());
            isMet &= Measure("ChatMessage", "open", size, () => sealing.OpenMessageUnauthenticated(), () => sealing.OpenMessage(), () => sealing.OpenMessageByHmac());
            isMet &= Measure("RoomEvent", "seal", size, () => sealing.SealEventUnauthenticated(), () => sealing.SealEvent(), () => sealing.SealEventByHmac());
            isMet &= Measure("RoomEvent", "open", size, () => sealing.OpenEventUnauthenticated(), () => sealing.OpenEvent(), () => sealing.OpenEventByHmac());
        }

        Console.WriteLine();
        return isMet;
    }

    private static bool Measure(string packet, string operation, int size, params Action[] sides)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmup)
        {
            foreach (Action side in sides)
                Time(side);
        }

        double[][] times = [new double[Rounds], new double[Rounds], new double[Rounds]];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < sides.Length; i++)
            {
                int side = (round + i) % sides.Length;
                times[side][round] = Time(sides[side]);
            }
        }

        double ratio = Measurement.Median(times[1].Zip(times[0], static (with, without) => with / without));
        double hmac = Measurement.Median(times[2].Zip(times[0], static (with, without) => with / without));
        long allocated = AllocatedBy(sides[1]);
        bool isMet = allocated == 0 && (operation != "seal" || size != GoalSize || ratio <= Most);
        Print($"| {packet} | {operation} | {size} | {Measurement.Median(times[0]):F0} | {Measurement.Median(times[1]):F0} | {Measurement.Median(times[2]):F0} | {ratio:F2} | {hmac:F2} | {allocated} B |{(isMet ? "" : " MISSED")}");
        return isMet;
    }

    private static double Time(Action side)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Calls; i++)
            side();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long AllocatedBy(Action side)
    {
        Time(side);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Time(side);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
