using System.Text.Json;
using KerberosGen.Inspection.Statistics;

namespace KerberosGen.Inspection.Rendering;

/// <summary>Writes statistics as one JSON object, schema <c>kerberosgen.stats/1</c>; times are in seconds.</summary>
public static class StatisticsJsonRenderer
{
    /// <summary>Writes it, and a line break behind it.</summary>
    public static void Write(Stream output, TrafficStatistics statistics)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "kerberosgen.stats/1");
            json.WriteNumber("packets", statistics.Packets);
            json.WriteNumber("bytes", statistics.Bytes);
            json.WriteNumber("seconds", statistics.Duration.TotalSeconds);
            json.WriteNumber("errors", statistics.Errors);
            json.WriteNumber("gaps", statistics.Gaps);
            json.WriteNumber("retransmissions", statistics.Retransmissions);
            json.WriteNumber("resets", statistics.Resets);
            json.WriteStartArray("codes");
            foreach (CodeStatistics row in statistics.Codes)
                Write(json, row);
            json.WriteEndArray();
            json.WriteStartArray("peers");
            foreach (PeerStatistics row in statistics.Peers)
                Write(json, row);
            json.WriteEndArray();
            json.WriteStartObject("timeline");
            json.WriteNumber("bar_seconds", statistics.Timeline.Width.TotalSeconds);
            json.WriteStartArray("packets");
            foreach (long count in statistics.Timeline.Counts)
                json.WriteNumberValue(count);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, CodeStatistics row)
    {
        json.WriteStartObject();
        if (row.Direction is { } direction)
            json.WriteString("direction", direction == PacketDirection.Request ? "request" : "response");
        if (row.Code is { } code)
            json.WriteNumber("code", code);
        json.WriteString("name", row.Name);
        json.WriteNumber("packets", row.Packets);
        json.WriteNumber("bytes", row.Bytes);
        json.WriteNumber("errors", row.Errors);
        json.WriteNumber("refused", row.Refused);
        json.WriteNumber("unanswered", row.Unanswered);
        Write(json, row.Times);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PeerStatistics row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteBoolean("is_server", row.IsServer);
        json.WriteNumber("sent", row.Sent);
        json.WriteNumber("bytes_sent", row.BytesSent);
        json.WriteNumber("got", row.Got);
        json.WriteNumber("bytes_got", row.BytesGot);
        json.WriteNumber("errors", row.Errors);
        json.WriteNumber("refused", row.Refused);
        json.WriteNumber("unanswered", row.Unanswered);
        Write(json, row.Times);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LatencyHistogram times)
    {
        if (times.Count == 0)
            return;
        json.WriteStartObject("response_seconds");
        json.WriteNumber("count", times.Count);
        json.WriteNumber("min", times.Smallest.TotalSeconds);
        json.WriteNumber("mean", times.Mean.TotalSeconds);
        json.WriteNumber("p50", times.Percentile(0.5).TotalSeconds);
        json.WriteNumber("p90", times.Percentile(0.9).TotalSeconds);
        json.WriteNumber("p99", times.Percentile(0.99).TotalSeconds);
        json.WriteNumber("max", times.Largest.TotalSeconds);
        json.WriteEndObject();
    }
}
