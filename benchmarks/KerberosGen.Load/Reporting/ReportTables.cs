using System.Globalization;
using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Reporting;

/// <summary>The tables of a report.</summary>
internal static class ReportTables
{
    private const double Mega = 1e6;

    public static IEnumerable<ReportTable> Of(Report report)
    {
        foreach ((string title, IReadOnlyList<Result> results) in report.Loads)
            yield return Of(title, results);
        if (report.Memory.Count > 0)
            yield return Of(report.Memory);
        if (report.Starts.Count > 0)
            yield return StartTable.Of(report.Starts);
        if (report.Peers.Count > 0)
            yield return Of(report.Peers);
        foreach (ReportTable table in report.Rooms is { } rooms ? RoomTables.Of(rooms) : [])
            yield return table;
    }

    private static ReportTable Of(string title, IReadOnlyList<Result> results) => new(
        title,
        ["store", "clients", "that ask", "connections x in flight", "per second", "per CPU-second of the server", "of the ceiling", "B allocated per request", "generator"],
        [
            .. results.Select(static r => new[]
            {
                r.Side.Name, Number(r.Side.Clients), Number(r.Side.Hot), r.Shape.ToString(), r.PerSecond.ToString("N0"), r.PerServerSecond.ToString("N0"),
                r.Side.IsCeiling ? "1" : r.OfCeiling.ToString("F2"), r.BytesPerRequest?.ToString("F1") ?? "", r.Generator.Median.ToString("P0", CultureInfo.InvariantCulture),
            }),
        ]);

    private static ReportTable Of(List<MemoryFigures> figures) => new(
        "Memory and start-up",
        ["store", "clients", "start-up, s", "CPU of it, s", "resident, MB", "peak, MB", "PSS, MB", "resident under load, MB"],
        [
            .. figures.Select(static f => new[]
            {
                f.Store, Number(f.Clients), f.StartUp.ToString("F2"), f.StartUpProcessor.ToString("F2"), Megabytes(f.Resident), Megabytes(f.Peak),
                Megabytes(f.Proportional), Megabytes(f.Loaded),
            }),
        ]);

    private static ReportTable Of(List<PeerResult> results) => new(
        "Deliveries of messages of 100 bytes from one sender, beside servers that do not encrypt",
        ["", "subscribers x in flight", "deliveries per second", "per CPU-second of the server", "the room beside it", "CPUs of the server", "of the generator"],
        [
            .. results.Select(static r => new[]
            {
                r.Name, r.Shape.ToString(), r.PerSecond.ToString("N0"), r.PerServerSecond.ToString("N0"), r.IsRoom ? "1" : r.RoomBeside.ToString("F2"),
                r.Server.Median.ToString("F2", CultureInfo.InvariantCulture), r.Generator.Median.ToString("F2", CultureInfo.InvariantCulture),
            }),
        ]);

    private static string Number(int? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private static string Megabytes(Spread spread) => new Spread(spread.Lower / Mega, spread.Median / Mega, spread.Upper / Mega).ToString("F0");
}
