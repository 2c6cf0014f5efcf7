using System.Globalization;
using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Reporting;

/// <summary>The tables of what was measured of rooms.</summary>
internal static class RoomTables
{
    private const double Mega = 1e6;

    public static IEnumerable<ReportTable> Of(RoomReport report)
    {
        if (report.Deliveries.Count > 0)
            yield return Deliveries(report.Deliveries);
        if (report.Latencies.Count > 0)
            yield return Latencies(report.Latencies);
        if (report.Profiles.Count > 0)
            yield return Profiles(report.Profiles);
        if (report.Members.Count > 0)
            yield return Members(report.Members);
    }

    private static ReportTable Deliveries(List<FanoutResult> results) => new(
        "Deliveries of messages of 100 bytes from one sender",
        ["", "subscribers x in flight", "deliveries per second", "per CPU-second of the room", "of the relay", "CPUs of the room", "of the generator"],
        [
            .. results.Select(static r => new[]
            {
                r.Side, r.Shape.ToString(), r.PerSecond.ToString("N0"), r.PerServerSecond.ToString("N0"), r.IsRelay ? "1" : r.OfRelay.ToString("F2"),
                Number(r.Server.Median, "F2"), Number(r.Generator.Median, "F2"),
            }),
        ]);

    private static ReportTable Latencies(List<LatencyResult> results) => new(
        "Delivery latency at half of what the room can, from the moment a message had to be sent",
        ["", "half of", "messages per second", "deliveries per second", "p50, us", "p99, us", "p99.9, us"],
        [
            .. results.Select(static r => new[]
            {
                r.Side, r.Shape.ToString(), Number(r.MessagesPerSecond, "N0"), Number(r.PerSecond.Median, "N0"), Microseconds(r.Median), Microseconds(r.P99), Microseconds(r.P999),
            }),
        ]);

    private static ReportTable Profiles(List<ProfileResult> results) => new(
        "Where the room's processor time goes",
        ["subscribers x in flight", "system", "sealing: AES and IVs", "SQLite", "runtime's native code", "other managed code", "samples"],
        [
            .. results.Select(static r => new[]
            {
                r.Shape.ToString(), Share(r.System), Share(r.Sealing), Share(r.Store), Share(r.Runtime), Share(r.Managed), Number(r.Samples, "N0"),
            }),
        ]);

    private static ReportTable Members(List<MemberFigures> figures) => new(
        "Memory of a room whose guests say nothing",
        ["guests", "how many", "resident, MB", "B for each, beyond the row above"],
        [
            .. figures.Select(static f => new[]
            {
                f.Kind, Number(f.Guests, "N0"), Megabytes(f.Bytes).ToString("F1"), f.PerGuest?.ToString("N0") ?? "",
            }),
        ]);

    private static Spread Megabytes(Spread spread) => new(spread.Lower / Mega, spread.Median / Mega, spread.Upper / Mega);

    private static string Microseconds(Spread s) => new Spread(s.Lower * Mega, s.Median * Mega, s.Upper * Mega).ToString("N0");

    private static string Share(double share) => Number(share, "P0");

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
