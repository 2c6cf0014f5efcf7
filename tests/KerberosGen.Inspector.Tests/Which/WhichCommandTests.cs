using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Which;

/// <summary><c>inspector which</c>, as a process.</summary>
public sealed class WhichCommandTests
{
    [Fact]
    public async Task A_message_in_hex_is_named_with_what_agrees()
    {
        byte[] message = Vector.Golden.First(static g => g.Code == 1029).Bytes;

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Encoding.ASCII.GetBytes(Convert.ToHexString(message)), "which");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.StartsWith($" 1  ████████████████████ {message.Length}/{message.Length} B  ChatMessage(1029)  request\n    strong (", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_ranks_them()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Vector.Golden.First(static g => g.Code == 1609).Bytes, "which", "--out", "json", "-n", "2");

        JsonElement root = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("kerberosgen.which/1", root.GetProperty("schema").GetString());
        Assert.Equal(["GeneralError(1609)", "ResponseHeader"], root.GetProperty("candidates").EnumerateArray().Select(static c => c.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Bytes_that_nothing_explains_match_nothing()
    {
        byte[] random = new byte[100];
        new Random(7).NextBytes(random);

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(random, "which", "--in", "raw");

        Assert.Equal((5, "", "inspector: no packet of KerberosGen.Packets explains these 100 bytes; another protocol's are named with --spec\n"), (outcome.Status, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task A_capture_says_itself_where_packets_stand()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "which", Vector.PathOf("session.pcap"));

        Assert.Equal((3, ""), (outcome.Status, outcome.Output));
    }
}
