using System.Globalization;
using KerberosGen.Inspection.Statistics;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Writes statistics as CSV (RFC 4180, but with <c>\n</c>): one table, a row for each code and each peer, times in seconds, what does not
/// apply left empty. Of a code, all is in <c>packets</c> and <c>bytes</c>; of a peer, these are what it sent.
/// </summary>
/// <param name="output">Where to.</param>
public sealed class StatisticsCsvRenderer(TextWriter output)
{
    /// <summary>Writes the head and the rows.</summary>
    public void Write(TrafficStatistics statistics)
    {
        output.Write("row,code,name,packets,bytes,packets_got,bytes_got,errors,refused,unanswered,answers,min,mean,p50,p90,p99,max\n");
        foreach (CodeStatistics row in statistics.Codes)
        {
            string kind = row.Direction switch { PacketDirection.Request => "request", PacketDirection.Response => "response", _ => "packet" };
            Write([kind, Digits(row.Code), row.Name, Digits(row.Packets), Digits(row.Bytes), "", "", Digits(row.Errors), Digits(row.Refused), Digits(row.Unanswered), .. Times(row.Times)]);
        }

        foreach (PeerStatistics row in statistics.Peers)
        {
            Write(
            [
                row.IsServer ? "server" : "client", "", row.Name, Digits(row.Sent), Digits(row.BytesSent), Digits(row.Got), Digits(row.BytesGot),
                Digits(row.Errors), Digits(row.Refused), Digits(row.Unanswered), .. Times(row.Times),
            ]);
        }
    }

    private void Write(string[] cells) => output.Write(string.Join(',', cells.Select(Quote)) + "\n");

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell;

    private static string Digits(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string[] Times(LatencyHistogram times) => times.Count == 0
        ? ["0", "", "", "", "", "", ""]
        :
        [
            Digits(times.Count), .. ((TimeSpan[])[times.Smallest, times.Mean, times.Percentile(0.5), times.Percentile(0.9), times.Percentile(0.99), times.Largest])
                .Select(static t => t.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture)),
        ];
}
