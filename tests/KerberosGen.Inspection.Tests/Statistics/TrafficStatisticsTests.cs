using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspection.Sessions;
using KerberosGen.Inspection.Statistics;
using KerberosGen.Inspection.Tests.Sessions;
using Xunit;

namespace KerberosGen.Inspection.Tests.Statistics;

public sealed class TrafficStatisticsTests
{
    [Fact]
    public void Counts_and_bytes_by_code_are_those_of_the_packets()
    {
        List<DecodedPacket> packets = Vector.DecodePcap(Vector.SessionPcap());
        TrafficStatistics statistics = Of(Vector.SessionPcap());

        Assert.Equal((48, packets.Sum(static p => p.Length), 0), ((int)statistics.Packets, (int)statistics.Bytes, (int)statistics.Errors));
        Assert.Equal(
            packets.GroupBy(static p => p.Code).Select(static g => (g.Key, (long)g.Count(), g.Sum(static p => (long)p.Length))).OrderBy(static r => r.Key),
            statistics.Codes.Select(static c => (c.Code, c.Packets, c.Bytes)));
        Assert.Equal(48, statistics.Peers.Sum(static p => p.Sent));
        Assert.Equal(48, statistics.Timeline.Counts.ToArray().Sum());
    }

    [Fact]
    public void Response_times_are_those_of_the_session()
    {
        Session session = SessionCapture.ReadPcap(Vector.SessionPcap());
        TrafficStatistics statistics = Of(Vector.SessionPcap());

        foreach (IGrouping<ushort?, SessionStep> group in session.Steps.Where(static s => s.Kind == StepKind.Answer).GroupBy(static s => s.Code))
        {
            LatencyHistogram times = statistics.Codes.Single(c => c.Code == group.Key).Times;
            Assert.Equal((group.Count(), group.Max(static s => s.Delay!.Value)), ((int)times.Count, times.Largest));
        }

        Assert.Equal(24, statistics.Codes.Where(static c => c.Direction == PacketDirection.Request).Sum(static c => c.Times.Count));
        Assert.Equal(24, statistics.Peers.Where(static p => p.IsServer).Sum(static p => p.Times.Count));
    }

    [Fact]
    public void Refusals_lost_answers_gaps_resets_and_segments_sent_again_are_counted()
    {
        byte[] pcap = new SessionCapture().Connect().Say(SessionCapture.Ask).Hear(SessionCapture.Answer(1609)).SayAgain(SessionCapture.Ask, 23).Lose(10).Say(SessionCapture.Request(1031)).Refuse().ToPcap();

        TrafficStatistics statistics = Of(pcap);

        Assert.Equal((1, 1, 1), ((int)statistics.Gaps, (int)statistics.Retransmissions, (int)statistics.Resets));
        Assert.Equal((1, 0), Row(1026));
        Assert.Equal((0, 1), Row(1031));
        PeerStatistics server = statistics.Peers.Single(static p => p.IsServer);
        Assert.Equal(("10.0.0.2:8000", 1, 1), (server.Name, (int)server.Refused, (int)server.Unanswered));

        (int, int) Row(int code)
        {
            CodeStatistics row = statistics.Codes.Single(c => c.Code == code);
            return ((int)row.Refused, (int)row.Unanswered);
        }
    }

    [Fact]
    public void Peers_and_codes_without_end_share_a_last_row()
    {
        var capture = new SessionCapture();
        for (int i = 0; i < 2000; i++)
        {
            var client = new IPEndPoint(new IPAddress([10, 1, (byte)(i / 200), (byte)(i % 200)]), 40_000);
            var server = new IPEndPoint(TestCapture.Server.Address, 1000 + i);
            capture.Say(SessionCapture.Request((ushort)(2000 + i)), client, server).Say(SessionCapture.Ask, client, server);
        }

        TrafficStatistics statistics = Of(capture.ToPcap());

        Assert.Equal(4000, statistics.Packets);
        Assert.Equal((513, 513), (statistics.Peers.Count(static p => p.IsServer), statistics.Peers.Count(static p => !p.IsServer)));
        Assert.Equal(2 * (2000 - 512), statistics.Peers.Single(static p => !p.IsServer && p.Name == "others").Sent);
        Assert.Equal(2000, statistics.Codes.Single(static c => c.Name == "unknown").Packets);
        Assert.Equal(2, statistics.Codes.Count);
    }

    [Fact]
    public void The_table_fits_80_columns_and_names_every_code()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new StatisticsTableRenderer(text, new RenderOptions()).Write(Of(Vector.SessionPcap()));

        string[] rows = text.ToString().Split('\n');
        Assert.All(rows, static row => Assert.InRange(row.Length, 0, 80));
        Assert.Contains("c->s  1029  ChatMessage                     12   2276   0.64       0", rows);
    }

    [Fact]
    public void The_csv_has_the_same_columns_in_every_row()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new StatisticsCsvRenderer(text).Write(Of(Vector.SessionPcap()));

        string[] rows = text.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(1 + 11 + 4, rows.Length);
        Assert.All(rows, row => Assert.Equal(rows[0].Count(static c => c == ','), row.Count(static c => c == ',')));
        Assert.Contains("request,1028,OriginalSymmetricKeyRequest,2,624,,,0,0,0,2,0.001327,", rows.Single(static r => r.StartsWith("request,1028", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_holds_every_row()
    {
        using var output = new MemoryStream();
        StatisticsJsonRenderer.Write(output, Of(Vector.SessionPcap()));

        JsonElement root = JsonDocument.Parse(output.ToArray()).RootElement;
        Assert.Equal(("kerberosgen.stats/1", 48, 11, 4), (root.GetProperty("schema").GetString(), root.GetProperty("packets").GetInt32(), root.GetProperty("codes").GetArrayLength(), root.GetProperty("peers").GetArrayLength()));
        Assert.Equal(12, root.GetProperty("codes").EnumerateArray().Single(static c => c.GetProperty("name").GetString() == "ChatMessage").GetProperty("response_seconds").GetProperty("count").GetInt32());
    }

    [Fact]
    public void The_plot_is_well_formed_with_a_shape_for_each_request_and_units_on_its_axes()
    {
        XElement svg = XDocument.Parse(StatisticsSvgRenderer.Draw(Of(Vector.SessionPcap()), "a<b>.pcap")).Root!;

        Assert.Equal(6, svg.Elements().Count(static e => e.Attribute("class")?.Value == "area"));
        List<string> texts = [.. svg.Elements().Where(static e => e.Name.LocalName == "text").Select(static e => e.Value)];
        Assert.Contains("a<b>.pcap", texts);
        Assert.Contains("response time (logarithmic)", texts);
        Assert.Contains("time since the first packet", texts);
        Assert.Contains("1 ms", texts);
        Assert.Contains("ChatMessage: 12 answers", svg.Elements().Single(static e => e.Name.LocalName == "desc").Value, StringComparison.Ordinal);
    }

    private static TrafficStatistics Of(byte[] pcap)
    {
        var statistics = new TrafficStatistics(Vector.Protocol);
        statistics.Count(CaptureReader.OpenPcap(new MemoryStream(pcap)).ReadFrames(), new PacketDecoder(Vector.Protocol));
        return statistics;
    }
}
