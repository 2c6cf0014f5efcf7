using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Reporting;

/// <summary>Draws a report: one SVG for each kind of load, one for memory; for rooms, their own.</summary>
internal static class ReportPlots
{
    private const double Mega = 1e6;

    /// <summary>Writes them into a directory, which is made if missing.</summary>
    public static void Write(Report report, DirectoryInfo directory)
    {
        directory.Create();
        foreach ((string title, IReadOnlyList<Result> results) in report.Loads)
            File.WriteAllText(Path.Combine(directory.FullName, FileOf(title)), Draw(title, results));
        if (report.Memory.Count > 0)
            File.WriteAllText(Path.Combine(directory.FullName, "memory.svg"), Draw(report.Memory));
        if (report.Rooms is { } rooms)
            RoomPlots.Write(rooms, directory);
    }

    private static string Draw(string title, IReadOnlyList<Result> results) => RangePlot.Draw(
        title.TrimEnd('.'),
        "per CPU-second of the server: median, and the middle half of the rounds; hollow: the ceiling",
        [.. results.GroupBy(static r => r.Shape).Select(static shape => new RangeGroup(
            $"connections x in flight: {shape.Key}",
            [.. shape.Select(static r => new RangeRow(NameOf(r.Side), r.PerServerSecond, IsHollow: r.Side.IsCeiling))]))]);

    private static string Draw(List<MemoryFigures> figures) => RangePlot.Draw(
        "Memory of a KDC that is ready",
        "resident, in MB (10^6 bytes): median, and the middle half of the starts",
        [.. figures.GroupBy(static f => f.Store).Select(static store => new RangeGroup(
            store.Key,
            [.. store.Select(static f => new RangeRow(FormattableString.Invariant($"{f.Clients:N0} clients"), Megabytes(f.Resident), IsHollow: false))]))]);

    private static string NameOf(Side side) =>
        side.Hot is { } hot ? FormattableString.Invariant($"{side.Name}, {hot:N0} of {side.Clients:N0}")
        : side.Clients is { } clients ? FormattableString.Invariant($"{side.Name}, {clients:N0} there")
        : side.Name;

    private static Spread Megabytes(Spread s) => new(s.Lower / Mega, s.Median / Mega, s.Upper / Mega);

    // "Ticket requests (1027), hits" is ticket-requests-1027-hits.svg.
    private static string FileOf(string title) => string.Join('-', title.ToLowerInvariant()
        .Split([' ', '(', ')', ',', '.', ':'], StringSplitOptions.RemoveEmptyEntries)) + ".svg";
}
