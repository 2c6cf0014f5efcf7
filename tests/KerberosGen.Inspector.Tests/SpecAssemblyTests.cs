using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Tests;
using KerberosGen.Inspection.Tests.Words;
using Xunit;
using Record = KerberosGen.Inspection.Tests.Words.Record;

namespace KerberosGen.Inspector.Tests;

/// <summary>The inspector with somebody else's packets: those of this assembly.</summary>
public sealed class SpecAssemblyTests : IDisposable
{
    private static readonly string Assembly = typeof(Record).Assembly.Location;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Bytes_decode_as_a_packet_of_another_assembly()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run(
            Encoding.ASCII.GetBytes("00 10 00 02 68 69"), "decode", "--spec", Assembly, "--protocol", "words", "--packet", "record");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Contains("data.text \"hi\"", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_capture_decodes_as_datagrams_of_a_port()
    {
        string path = Path.Combine(_folder.FullName, "cap.pcap");
        byte[] record = new Record { Type = RecordType.Text, Data = new RecordData { Text = "hi"u8 } }.ToArray();
        await File.WriteAllBytesAsync(path, new TestCapture().Add(TestCapture.UdpFrame(
            new(System.Net.IPAddress.IPv6Loopback, 40000), new(System.Net.IPAddress.IPv6Loopback, 53), record)).ToPcap());

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(
            [], "decode", path, "--spec", Assembly, "--protocol", "Words", "--packet", "Record", "--port", "53", "--out", "ndjson");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Equal("hi", JsonDocument.Parse(outcome.Output).RootElement.GetProperty("fields").GetProperty("data").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_protocol_with_headers_of_another_assembly_is_decoded_as_our_own()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run(
            Encoding.ASCII.GetBytes("efbe 0700 04000000 2a000000"), "decode", "--spec", Assembly, "--protocol", "Greetings");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Contains("number 42", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tables_of_another_assembly_are_printed()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "spec", "Chunk", "--spec", Assembly, "--protocol", "KerberosGen.Inspection.Tests.Words");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Contains("trailer", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no file no-such.dll", "--spec", "no-such.dll")]
    [InlineData("session.pcap is no .NET assembly", "--spec", "Vectors/session.pcap")]
    [InlineData("declares no packets", "--spec", "System.CommandLine.dll")]
    [InlineData("choose one with --protocol: KerberosGen.Inspection.Tests.Greetings, KerberosGen.Inspection.Tests.Words", "--spec", "KerberosGen.Inspection.Tests.dll")]
    [InlineData("no protocol is called Wrods; there are: ", "--spec", "KerberosGen.Inspection.Tests.dll", "--protocol", "Wrods")]
    [InlineData("no packet is called Recrod; did you mean Record?", "--spec", "KerberosGen.Inspection.Tests.dll", "--protocol", "Words", "--packet", "Recrod")]
    [InlineData("declares no headers; say with --packet what the bytes are: ", "--spec", "KerberosGen.Inspection.Tests.dll", "--protocol", "Words")]
    [InlineData("no packet is called Tickt; did you mean Ticket?", "--packet", "Tickt")]
    [InlineData("no packet is called Nothing; `inspector spec` lists them", "--packet", "Nothing")]
    [InlineData("53/sctp is no port", "--port", "53/sctp")]
    public async Task What_cannot_be_found_is_told_in_one_line(string expected, params string[] arguments)
    {
        string[] found = [.. arguments.Select(a => a != "no-such.dll" && a.Contains('.', StringComparison.Ordinal) ? Path.Combine(AppContext.BaseDirectory, a) : a)];

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([1], ["decode", .. found]);

        Assert.Equal(2, outcome.Status);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }
}
