using System.Globalization;
using KerberosGen.Inspection.Statistics;

namespace KerberosGen.Inspection.Rendering;

/// <summary>Writes statistics for a person: the sum, then packets by code, response times, and peers. Rows fit 80 characters.</summary>
/// <param name="output">Where to; lines end in <c>\n</c>.</param>
/// <param name="options">How.</param>
public sealed class StatisticsTableRenderer(TextWriter output, RenderOptions options)
{
    private const int WidestName = 27;
    private const int WidestPeer = 21;

    /// <summary>Writes them.</summary>
    public void Write(TrafficStatistics statistics)
    {
        WriteSum(statistics);
        WriteCodes(statistics);
        WriteTimes(statistics);
        WritePeers(statistics);
    }

    private void WriteSum(TrafficStatistics statistics)
    {
        double seconds = statistics.Duration.TotalSeconds;
        string rate = seconds > 0 ? $"; {ByteCount.Of(statistics.Packets / seconds)} packets/s, {ByteCount.Of(statistics.Bytes / seconds)} B/s" : "";
        output.Write($"{ByteCount.Of(statistics.Packets)} packets, {ByteCount.Of(statistics.Bytes)} bytes in {DurationText.Of(statistics.Duration)}{rate}\n");
        output.Write($"{ByteCount.Of(statistics.Errors)} with errors, {ByteCount.Of(statistics.Gaps)} gaps, {ByteCount.Of(statistics.Retransmissions)} segments sent again, {ByteCount.Of(statistics.Resets)} resets\n\n");
    }

    private void WriteCodes(TrafficStatistics statistics)
    {
        double seconds = statistics.Duration.TotalSeconds;
        var table = new TextTable(3, WidestName, "way", "code", "packet", "count", "bytes", "per s", "errors");
        foreach (CodeStatistics row in statistics.Codes)
        {
            table.Add(
                WayOf(row), CodeOf(row), row.Name, ByteCount.Of(row.Packets), ByteCount.Of(row.Bytes),
                seconds > 0 ? ByteCount.Of(row.Packets / seconds) : "-", ByteCount.Of(row.Errors));
        }

        table.Write(output, options.Color);
    }

    private void WriteTimes(TrafficStatistics statistics)
    {
        List<CodeStatistics> asked = [.. statistics.Codes.Where(static c => c.Times.Count + c.Unanswered + c.Refused > 0 && c.Direction != PacketDirection.Response)];
        if (asked.Count == 0)
            return;
        output.Write("\nresponse times, by request\n");
        var table = new TextTable(2, 18, "code", "packet", "n", "refused", "lost", "p50", "p90", "p99", "max");
        foreach (CodeStatistics row in asked)
            table.Add([CodeOf(row), row.Name, ByteCount.Of(row.Times.Count), ByteCount.Of(row.Refused), ByteCount.Of(row.Unanswered), .. Percentiles(row.Times)]);
        table.Write(output, options.Color);
    }

    private void WritePeers(TrafficStatistics statistics)
    {
        output.Write("\npeers\n");
        var table = new TextTable(2, WidestPeer, "", "peer", "sent", "bytes", "got", "bytes", "refused", "lost", "p50", "max");
        foreach (PeerStatistics row in statistics.Peers)
        {
            string[] times = Percentiles(row.Times);
            table.Add(
                row.IsServer ? "server" : "client", row.Name, ByteCount.Of(row.Sent), ByteCount.Of(row.BytesSent), ByteCount.Of(row.Got),
                ByteCount.Of(row.BytesGot), ByteCount.Of(row.Refused), ByteCount.Of(row.Unanswered), times[0], times[3]);
        }

        table.Write(output, options.Color);
    }

    private static string WayOf(CodeStatistics row) => row.Direction switch
    {
        PacketDirection.Request => "c->s",
        PacketDirection.Response => "s->c",
        _ => "",
    };

    private static string CodeOf(CodeStatistics row) => row.Code?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string[] Percentiles(LatencyHistogram times) => times.Count == 0
        ? ["-", "-", "-", "-"]
        : [DurationText.Of(times.Percentile(0.5)), DurationText.Of(times.Percentile(0.9)), DurationText.Of(times.Percentile(0.99)), DurationText.Of(times.Largest)];
}
