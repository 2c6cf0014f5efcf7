using System.Globalization;
using BenchmarkDotNet.Environments;
using KerberosGen.Benchmarks.Cases;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>Compares all sides of every packet and says whether the requirements are met.</summary>
internal static class CheckCommand
{
    private const double MostToHand = 1.15;
    private const double MostToCopy = 1.5;

    /// <summary>Answers the exit status: 0, or 1 if a requirement is missed, or 2 if there is no such packet.</summary>
    /// <param name="names">The packets to compare, and <see cref="SealingCheck.Name"/> for the cost of synthetic IVs; all if empty. <see cref="SerializerCheck.Name"/> alone: beside other serializers; <see cref="RoleCheck.Name"/> alone: whole operations.</param>
    public static int Run(IReadOnlyCollection<string> names)
    {
        bool isSealing = names.Contains(SealingCheck.Name, StringComparer.OrdinalIgnoreCase);
        if (isSealing && names.Count == 1)
            return SealingCheck.Run() ? 0 : 1;
        if (names.Count == 1 && names.Contains(SerializerCheck.Name, StringComparer.OrdinalIgnoreCase))
            return SerializerCheck.Run() ? 0 : 1;
        if (names.Count == 1 && names.Contains(RoleCheck.Name, StringComparer.OrdinalIgnoreCase))
            return RoleCheck.Run() ? 0 : 1;
        List<CodecCase> packets =
        [
            .. CodecCases.All.Where(packet => names.Count == 0 || names.Contains(packet.Name, StringComparer.OrdinalIgnoreCase)),
        ];
        if (packets.Count == 0)
        {
            Console.Error.WriteLine($"No packet is called {string.Join(" or ", names)}.");
            return 2;
        }

        PrintMethod();
        List<Measurement> measured = LaunchedRuns.Measure(packets.Select(packet => packet.Name));
        List<Row> rows = RowsOf(packets, measured);
        List<string> doubtful = [.. rows.Where(row => !row.Passes).Select(row => row.Packet.Name).Distinct()];
        if (doubtful.Count > 0)
        {
            measured.AddRange(LaunchedRuns.Measure(doubtful));
            rows = RowsOf(packets, measured);
        }

        Console.WriteLine("| packet | | bytes | copy ns | hand ns | generated ns | generated/hand | generated/copy | allocated |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (Row row in rows)
            PrintRow(row);
        int missed = rows.Count(row => !row.Passes);
        Console.WriteLine();
        Print($"{rows.Count - missed} of {rows.Count} meet the requirements.");
        bool isCheap = true;
        if (isSealing || names.Count == 0)
        {
            Console.WriteLine();
            isCheap = SealingCheck.Run();
        }

        return missed == 0 && isCheap ? 0 : 1;
    }

    private static List<Row> RowsOf(List<CodecCase> packets, List<Measurement> measured) =>
    [
        .. from packet in packets
           from sides in Sides.Of(packet)
           select new Row(packet, Measurement.MedianOf([.. measured.Where(m => m.Packet == packet.Name && m.Operation == sides.Operation)])),
    ];

    private static void PrintMethod()
    {
        foreach (string line in HostEnvironmentInfo.GetCurrent().ToFormattedString())
            Console.WriteLine(line);
        Console.WriteLine();
        Print($"Required: 0 B; generated within {MostToHand}x of hand-written; fixed sizes (*) within {MostToCopy}x of the bare copy.");
        Print($"Times are for one packet: medians of {InterleavedRun.Rounds} rounds, and of {LaunchedRuns.Processes} processes. In a round the sides take turns of half a");
        Console.WriteLine("millisecond; ratios are medians of the rounds' ratios. One measured call handles 4 to 64 packets of an array,");
        Console.WriteLine("2 KiB at most (a list: 100 entries), so that the call does not hide how small packets differ. What misses a");
        Print($"requirement is measured in {LaunchedRuns.Processes} more processes, and the median of all of them counts.");
        Console.WriteLine();
    }

    private static void PrintRow(Row row)
    {
        Measurement m = row.Measured;
        string name = row.Packet.Name + (row.Packet.IsFixed ? " *" : "");
        string verdict = row.Passes ? "" : " MISSED";
        Print($"| {name} | {m.Operation} | {row.Packet.Bytes} | {m.CopyTime:F2} | {m.HandTime:F2} | {m.GeneratedTime:F2} | {m.GeneratedToHand:F2} | {m.GeneratedToCopy:F2} | {m.Allocated} B |{verdict}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Row(CodecCase Packet, Measurement Measured)
    {
        public bool Passes =>
            Measured.Allocated == 0
            && Measured.GeneratedToHand <= MostToHand
            && (!Packet.IsFixed || Measured.GeneratedToCopy <= MostToCopy);
    }
}
