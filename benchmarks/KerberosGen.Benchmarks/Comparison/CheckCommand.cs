using System.Globalization;
using BenchmarkDotNet.Environments;
using KerberosGen.Benchmarks.Cases;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>Compares all sides of every packet and says whether the requirements are met.</summary>
internal static class CheckCommand
{
    // A miss on a busy machine is measured again, longer, before it counts.
    private const int SecondLook = 5;

    /// <summary>Answers the exit status: 1 if a requirement is missed.</summary>
    /// <param name="names">The packets to compare; all if empty.</param>
    public static int Run(IReadOnlyCollection<string> names)
    {
        List<Sides> all =
        [
            .. CodecCases.All
                .Where(packet => names.Count == 0 || names.Contains(packet.Name, StringComparer.OrdinalIgnoreCase))
                .SelectMany(Sides.Of),
        ];
        if (all.Count == 0)
        {
            Console.Error.WriteLine($"No packet is called {string.Join(" or ", names)}.");
            return 2;
        }

        PrintMethod();
        TimeSpan warmup = Warmup.Run(all);
        Print($"Warm-up: {warmup.TotalSeconds:F1} s.");
        Console.WriteLine();
        Console.WriteLine("| packet | | bytes | copy ns | hand ns | generated ns | generated/hand | generated/copy | allocated | |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|--:|---|");
        var missed = new List<Measurement>();
        foreach (Sides sides in all)
        {
            Measurement measured = InterleavedRun.Measure(sides, InterleavedRun.Rounds);
            bool again = !measured.Passes;
            if (again)
                measured = InterleavedRun.Measure(sides, InterleavedRun.Rounds * SecondLook);
            PrintRow(measured, again);
            if (!measured.Passes)
                missed.Add(measured);
        }

        Console.WriteLine();
        Print($"{all.Count - missed.Count} of {all.Count} meet the requirements.");
        foreach (Measurement miss in missed)
            Print($"missed: {miss.Sides.Packet} {miss.Sides.Operation}: {miss.GeneratedToHand:F2} x hand, {miss.GeneratedToCopy:F2} x copy, {miss.Allocated} B");
        return missed.Count == 0 ? 0 : 1;
    }

    private static void PrintMethod()
    {
        foreach (string line in HostEnvironmentInfo.GetCurrent().ToFormattedString())
            Console.WriteLine(line);
        Console.WriteLine();
        Print($"Required: 0 B; generated within {Measurement.MostToHand}x of hand-written; fixed sizes (*) within {Measurement.MostToCopy}x of the bare copy.");
        Print($"Times are for one packet, medians of {InterleavedRun.Rounds} rounds; the three sides take turns of half a millisecond within a round.");
        Console.WriteLine("Ratios are medians of the rounds' ratios. One measured call handles 1 to 64 packets in an array, 4 KiB at most");
        Console.WriteLine("(a list: 100 entries), so that the call does not hide the difference between small packets. What misses a");
        Print($"requirement is measured again with {SecondLook} times the rounds, and that counts (marked 'again').");
    }

    private static void PrintRow(Measurement m, bool again)
    {
        string name = m.Sides.Packet.Name + (m.Sides.Packet.IsFixed ? " *" : "");
        string remark = (m.Passes, again) switch
        {
            (false, _) => "MISSED",
            (true, true) => "again",
            _ => "",
        };
        Print($"| {name} | {m.Sides.Operation} | {m.Sides.Packet.Bytes} | {m.CopyTime:F2} | {m.HandTime:F2} | {m.GeneratedTime:F2} | {m.GeneratedToHand:F2} | {m.GeneratedToCopy:F2} | {m.Allocated} B | {remark} |");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
