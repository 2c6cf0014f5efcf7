using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Reporting;

/// <summary>Draws what was measured of rooms: one SVG for deliveries, one for their latency.</summary>
internal static class RoomPlots
{
    private const double Micro = 1e6;

    public static void Write(RoomReport report, DirectoryInfo directory)
    {
        if (report.Deliveries.Count > 0)
            File.WriteAllText(Path.Combine(directory.FullName, "deliveries.svg"), Draw(report.Deliveries));
        if (report.Latencies.Count > 0)
            File.WriteAllText(Path.Combine(directory.FullName, "delivery-latency.svg"), Draw(report.Latencies));
    }

    private static string Draw(List<FanoutResult> results) => RangePlot.Draw(
        "Deliveries of messages of 100 bytes from one sender",
        "per CPU-second of the room: median, and the middle half of the rounds; hollow: the relay",
        [.. results.GroupBy(static r => r.Shape).Select(static shape => new RangeGroup(
            $"subscribers x in flight: {shape.Key}",
            [.. shape.Select(static r => new RangeRow(r.Side, r.PerServerSecond, r.IsRelay))]))]);

    private static string Draw(List<LatencyResult> results) => RangePlot.Draw(
        "Delivery latency at half of what the room can",
        "microseconds from the moment a message had to be sent: median, and the middle half of the rounds; hollow: the relay",
        [.. results.GroupBy(static r => r.Shape).Select(static shape => new RangeGroup(
            $"half of {shape.Key}",
            [.. shape.SelectMany(static r => Rows(r))]))]);

    private static RangeRow[] Rows(LatencyResult result) =>
    [
        Row(result, "p50", result.Median), Row(result, "p99", result.P99), Row(result, "p99.9", result.P999),
    ];

    private static RangeRow Row(LatencyResult result, string what, Spread s) =>
        new($"{result.Side}, {what}", new Spread(s.Lower * Micro, s.Median * Micro, s.Upper * Micro), result.Side == "relay");
}
