using System.Text.Json;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Diff;

public sealed class DiffCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-diff-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_same_packets_in_two_forms_answer_0()
    {
        byte[] ticket = Vector.Golden.First(g => g.Code == 1027).Bytes;
        string hex = Save("a.hex", System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(ticket)));
        InspectorProcess.Outcome json = await InspectorProcess.Run([], "decode", hex, "--out", "json");

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(System.Text.Encoding.UTF8.GetBytes(json.Output), "diff", hex, "-");

        Assert.Equal((0, "packets: 1 the same, 0 differ, 0 only in a, 0 only in b\n", ""), (outcome.Status, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task Differences_are_told_by_field_and_answer_1()
    {
        byte[] ticket = Vector.Golden.First(g => g.Code == 1027).Bytes;
        byte[] other = [.. ticket];
        other[16] = 25;
        other[^1] ^= 0xff;
        string a = Save("a", [.. ticket, .. Vector.Golden[0].Bytes]);
        string b = Save("b", other);

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "diff", a, b, "--in", "raw");

        string[] lines = outcome.Output.Split('\n');
        Assert.Equal((1, ""), (outcome.Status, outcome.Error));
        Assert.Equal("~ TicketRequest(1027)  a #1 0x0000 47 B  b #1 0x0000 47 B", lines[0]);
        Assert.Equal("    header.version  +0x0010  24 -> 25", lines[1]);
        Assert.StartsWith("    nonce           +0x0027  " + Convert.ToHexStringLower(ticket[^8..]) + " -> ", lines[2], StringComparison.Ordinal);
        Assert.Equal("- ClientRegistration(1024)  a #2 0x002f 533 B", lines[3]);
        Assert.Equal("packets: 0 the same, 1 differ, 1 only in a, 0 only in b", lines[4]);
        Assert.Equal(0, (await InspectorProcess.Run([], "diff", b, Save("c", ticket), "--in", "raw", "--ignore", "header", "--ignore", "nonce")).Status);
    }

    [Fact]
    public async Task Json_holds_both_values_and_both_offsets_and_no_secret()
    {
        byte[] other = [.. Vector.Golden[0].Bytes];
        "Sesame-open"u8.CopyTo(other.AsSpan(23 + 255));
        other[16] = 25;

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "diff", Save("a", Vector.Golden[0].Bytes), Save("b", other), "--in", "raw", "--out", "json");

        JsonElement root = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(("kerberosgen.diff/1", 0, 1), (root.GetProperty("schema").GetString(), root.GetProperty("same").GetInt32(), root.GetProperty("changed").GetInt32()));
        JsonElement[] fields = [.. root.GetProperty("packets")[0].GetProperty("fields").EnumerateArray()];
        Assert.Equal("""{"path":"header.version","change":"changed","a":{"offset":16,"length":1,"value":24},"b":{"offset":16,"length":1,"value":25}}""", JsonSerializer.Serialize(fields[0]));
        Assert.Equal("""{"path":"password","change":"changed","redacted":true,"a":{"offset":278,"length":255,"value":null},"b":{"offset":278,"length":255,"value":null}}""", JsonSerializer.Serialize(fields[1]));
        Assert.DoesNotContain("Sesame", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("noncee", "column 1: no packet has noncee; did you mean nonce?\n  noncee\n  ^^^^^^\n")]
    [InlineData("header.versoin", "column 8: header has no versoin; did you mean version?\n  header.versoin\n         ^^^^^^^\n")]
    [InlineData("services[*].prot", "column 13: services has no prot; did you mean port?\n  services[*].prot\n              ^^^^\n")]
    [InlineData("nonce.length", "column 7: nonce has no length\n  nonce.length\n        ^^^^^^\n")]
    [InlineData("services[0].port", "column 9: a field is left out of every entry; leave the index out\n  services[0].port\n          ^^^^^^^^\n")]
    [InlineData("header..code", "column 8: a field's name is missing here\n  header..code\n         ^\n")]
    public async Task A_field_to_ignore_that_no_packet_has_is_named(string field, string message)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "diff", "a", "b", "--ignore", field);

        Assert.Equal((2, "", "inspector: --ignore, " + message), (outcome.Status, outcome.Output, outcome.Error));
    }

    [Theory]
    [InlineData("services[*].port")]
    [InlineData("services.port")]
    [InlineData("fields.name")]
    [InlineData("content#plaintext")]
    [InlineData("header")]
    public async Task Fields_are_ignored_by_the_paths_that_other_options_have(string field)
    {
        string capture = Vector.PathOf("session.pcap");

        Assert.Equal(0, (await InspectorProcess.Run([], "diff", capture, capture, "--ignore", field)).Status);
    }

    [Fact]
    public async Task Captures_are_compared_packet_by_packet()
    {
        string capture = Vector.PathOf("session.pcap");

        Assert.Equal((0, "packets: 48 the same, 0 differ, 0 only in a, 0 only in b\n"), await Run(capture, capture));
        Assert.Equal(3, (await Run(capture, Path.Combine(_folder.FullName, "missing"))).Status);

        async Task<(int Status, string Output)> Run(string a, string b)
        {
            InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "diff", a, b);
            return (outcome.Status, outcome.Output);
        }
    }

    private string Save(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
