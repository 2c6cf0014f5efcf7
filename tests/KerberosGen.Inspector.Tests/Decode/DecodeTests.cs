using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Decode;

public sealed class DecodeTests
{
    private static readonly string Session = Vector.PathOf("session.pcap");

    [Fact]
    public async Task Where_chooses_fields_show_and_n_stops()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "decode", Session, "--where", "code == 1029 && length > 64", "-n", "2", "--out", "ndjson", "--fields", "number,code,length");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Equal("{\"number\":15,\"code\":1029,\"length\":75}\n{\"number\":17,\"code\":1029,\"length\":107}\n", outcome.Output);
    }

    [Fact]
    public async Task Every_output_shows_every_chosen_packet()
    {
        int count = Vector.DecodePcap(Vector.SessionPcap()).Count(p => p.Code == 1029);
        foreach ((string format, Func<string, int> counted) in ((string, Func<string, int>)[])
            [("annotated", t => t.Split("ChatMessage(1029)").Length - 1), ("tree", t => t.Split("ChatMessage(1029)").Length - 1), ("line", t => t.Split('\n').Length - 1),
             ("csv", t => t.Split("\r\n").Length - 2), ("ndjson", t => t.Split('\n').Length - 1), ("json", t => JsonDocument.Parse(t).RootElement.GetArrayLength()), ("none", t => t.Length == 0 ? count : 0)])
        {
            InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "decode", Session, "--where", "name == ChatMessage", "--out", format);
            Assert.Equal((format, 0, "", count), (format, outcome.Status, outcome.Error, counted(outcome.Output)));
        }
    }

    [Theory]
    [InlineData("0x17")]
    [InlineData("23")]
    public async Task Raw_bytes_begin_where_offset_says_and_keep_their_places(string offset)
    {
        byte[] list = Vector.Golden.First(g => g.Code == 1026).Bytes;
        byte[] both = [.. list, .. Vector.Golden[0].Bytes.AsSpan(0, 278)];
        foreach (byte[] input in (byte[][])[both, Encoding.ASCII.GetBytes(Convert.ToHexString(both))])
        {
            InspectorProcess.Outcome outcome = await InspectorProcess.Run(input, "decode", "--offset", offset);

            Assert.Equal((1, ""), (outcome.Status, outcome.Error));
            Assert.StartsWith("#1 c->s  ClientRegistration(1024)", outcome.Output, StringComparison.Ordinal);
            Assert.Contains("--> stdin @ 0x012d (packet #1 +0x0116)", outcome.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("decode", "--offset", "4000")]
    [InlineData("decode", "--offset", "4000", "--as", "Ticket")]
    public async Task An_offset_behind_the_end_answers_5(params string[] arguments)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Vector.Golden[0].Bytes, arguments);

        Assert.Equal((5, "", "inspector: nothing is at --offset 4000: the input holds 533 bytes\n"), (outcome.Status, outcome.Output, outcome.Error));
    }

    [Theory]
    [InlineData("xxd", new string[0])]
    [InlineData("hexdump", new[] { "-C" })]
    [InlineData("od", new[] { "-A", "x", "-t", "x1z" })]
    [InlineData("xxd", new[] { "-i" })]
    [InlineData("base64", new string[0])]
    public async Task What_a_tool_prints_decodes_as_the_bytes_do(string tool, string[] options)
    {
        byte[] all = [.. Vector.Golden.Where(g => g is { Structure: null, Direction: PacketDirection.Response }).SelectMany(g => g.Bytes)];
        InspectorProcess.Outcome bytes = await InspectorProcess.Run(all, "decode", "--out", "ndjson");
        InspectorProcess.Outcome text = await InspectorProcess.Run(Inspection.Tests.Inputs.Tool.Run(all, tool, options), "decode", "--out", "ndjson");

        Assert.Equal((0, ""), (text.Status, text.Error));
        Assert.Equal(bytes.Output, text.Output);
    }

    [Fact]
    public async Task What_tcpdump_prints_decodes_as_the_capture_does()
    {
        byte[] dump = Inspection.Tests.Inputs.Tool.Run(Vector.SessionPcap(), "tcpdump", "-r", "-", "-X", "-tt");
        InspectorProcess.Outcome text = await InspectorProcess.Run(dump, "decode", "--out", "ndjson");
        InspectorProcess.Outcome capture = await InspectorProcess.Run([], "decode", Session, "--out", "ndjson");

        Assert.Equal((0, ""), (text.Status, text.Error));
        Assert.Equal(capture.Output, text.Output);
    }

    [Fact]
    public async Task A_dump_with_a_line_missing_answers_3_and_names_the_line()
    {
        string[] lines = Encoding.ASCII.GetString(Inspection.Tests.Inputs.Tool.Run(Vector.Golden[0].Bytes, "xxd")).Split('\n');
        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Encoding.ASCII.GetBytes(string.Join('\n', lines.Where((_, i) => i != 3))), "decode");

        Assert.Equal((3, ""), (outcome.Status, outcome.Output));
        Assert.Equal("inspector: line 4: the offset is 00000040, but 00000030 comes next: a line is missing or was altered\n", outcome.Error);
    }

    [Fact]
    public async Task Checking_alone_prints_what_is_wrong_and_no_packet()
    {
        InspectorProcess.Outcome broken = await InspectorProcess.Run(Vector.Golden[0].Bytes[..278], "decode", "--out", "none");
        InspectorProcess.Outcome whole = await InspectorProcess.Run([], "decode", Session, "--out", "none");

        Assert.Equal((1, ""), (broken.Status, broken.Output));
        Assert.StartsWith("error KGI102 truncated: ClientRegistration.password", broken.Error, StringComparison.Ordinal);
        Assert.Equal((0, "", ""), (whole.Status, whole.Output, whole.Error));
    }
}
