using System.Text.Json;
using System.Xml.Linq;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Stats;

/// <summary><c>inspector stats</c>, as a process.</summary>
public sealed class StatsCommandTests
{
    [Fact]
    public async Task The_recording_is_counted_as_a_table_of_80_columns()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "stats", Vector.PathOf("session.pcap"));

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.StartsWith("48 packets, 7706 bytes in 18.7 s; 2.57 packets/s, 412 B/s\n", outcome.Output, StringComparison.Ordinal);
        Assert.All(outcome.Output.Split('\n'), static row => Assert.InRange(row.Length, 0, 80));
        Assert.DoesNotContain('\e', outcome.Output);
    }

    [Fact]
    public async Task Every_form_comes_from_standard_input_too()
    {
        InspectorProcess.Outcome json = await InspectorProcess.Run(Vector.SessionPcap(), "stats", "--out", "json");
        InspectorProcess.Outcome csv = await InspectorProcess.Run(Vector.SessionPcap(), "stats", "--out", "csv");
        InspectorProcess.Outcome svg = await InspectorProcess.Run(Vector.SessionPcap(), "stats", "--out", "svg");

        Assert.Equal(48, JsonDocument.Parse(json.Output).RootElement.GetProperty("packets").GetInt32());
        Assert.StartsWith("row,code,name,", csv.Output, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Parse(svg.Output).Root!.Name.LocalName);
    }

    [Fact]
    public async Task A_port_without_packets_matches_nothing()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "stats", Vector.PathOf("session.pcap"), "--port", "1");

        Assert.Equal((5, "", "inspector: the capture holds no TCP or UDP payload of this port\n"), (outcome.Status, outcome.Output, outcome.Error));
    }
}
