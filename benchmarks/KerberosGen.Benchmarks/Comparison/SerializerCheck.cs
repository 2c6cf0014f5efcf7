using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using KerberosGen.Benchmarks.Serializers;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>
/// The generated code beside what a .NET program would use for its own formats. All take turns, as in <see cref="InterleavedRun"/>;
/// the ratio is taken within a round.
/// </summary>
internal static class SerializerCheck
{
    /// <summary>What it is called on the command line.</summary>
    public const string Name = "Serializers";

    private const int Rounds = 51;
    private const double TurnNanoseconds = 500_000;
    private static readonly TimeSpan s_warmup = TimeSpan.FromSeconds(2);

    /// <summary>Prints a table.</summary>
    /// <returns>True if the generated code allocates nothing, and no other is faster.</returns>
    public static bool Run()
    {
        Print($"Nanoseconds for one packet; medians of {Rounds} rounds, the middle half of the rounds' ratios in brackets. Other formats have other sizes.");
        Console.WriteLine();
        Console.WriteLine("| packet | | serializer | bytes | ns | times generated | allocated |");
        Console.WriteLine("|---|---|---|--:|--:|--:|--:|");
        bool isMet = true;
        foreach (SerializerCase packet in SerializerCase.All)
        {
            isMet &= Measure(packet, "pack", static side => side.Pack);
            isMet &= Measure(packet, "unpack", static side => side.Unpack);
        }

        Console.WriteLine();
        return isMet;
    }

    private static bool Measure(SerializerCase packet, string operation, Func<SerializerSide, Func<int, int>> operationOf)
    {
        Func<int, int>[] sides = [.. packet.Sides.Select(operationOf)];
        Warm(sides);
        int[] calls = [.. sides.Select(CallsFor)];
        double[][] times = [.. sides.Select(static _ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < sides.Length; i++)
            {
                int side = (round + i) % sides.Length;
                times[side][round] = Time(sides[side], calls[side]) / packet.Sides[side].ValuesPerCall;
            }
        }

        bool isMet = true;
        for (int side = 0; side < sides.Length; side++)
        {
            double[] ratios = [.. times[side].Zip(times[0], static (other, generated) => other / generated).Order()];
            long allocated = AllocatedBy(sides[side], calls[side]) / calls[side] / packet.Sides[side].ValuesPerCall;
            bool isRight = side == 0 ? allocated == 0 : ratios[Rounds / 2] >= 1;
            isMet &= isRight;
            Print($"| {packet.Packet} | {operation} | {packet.Sides[side].Name} | {packet.Sides[side].Bytes} | {Measurement.Median(times[side]):F1} | {ratios[Rounds / 2]:F1} ({ratios[Rounds / 4]:F1} to {ratios[Rounds * 3 / 4]:F1}) | {allocated} B |{(isRight ? "" : " MISSED")}");
        }

        return isMet;
    }

    private static void Warm(Func<int, int>[] sides)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmup)
        {
            foreach (Func<int, int> side in sides)
                side(100);
        }
    }

    private static int CallsFor(Func<int, int> side)
    {
        for (int calls = 16; ; calls *= 2)
        {
            double time = Time(side, calls) * calls;
            if (time > TurnNanoseconds / 4)
                return Math.Max(1, (int)(calls * TurnNanoseconds / time));
        }
    }

    private static double Time(Func<int, int> side, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        GC.KeepAlive(side(calls));
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long AllocatedBy(Func<int, int> side, int calls)
    {
        side(calls);
        long before = GC.GetAllocatedBytesForCurrentThread();
        side(calls);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
