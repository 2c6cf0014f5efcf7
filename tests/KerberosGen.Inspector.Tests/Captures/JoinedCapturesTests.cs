using System.Text.Json;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Captures;

/// <summary>What `cat` makes of two captures.</summary>
public sealed class JoinedCapturesTests
{
    [Theory]
    [InlineData(false, false, 101)]
    [InlineData(false, true, 101)]
    [InlineData(true, false, 101)]
    [InlineData(true, true, 228)]
    public async Task A_pcap_file_behind_another_is_read_in_its_own_byte_order_and_time(bool bigEndian, bool nanoseconds, int linkType)
    {
        byte[] second = PacketFrom(50001).ToPcap(bigEndian, nanoseconds, linkType);
        byte[] joined = [.. PacketFrom(50000).ToPcap(), .. second];

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(joined, "decode", "--out", "ndjson");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Equal(2, outcome.Output.Count(static c => c == '\n'));
        Assert.Contains("10.0.0.1:50001", outcome.Output, StringComparison.Ordinal);
        Assert.Equal([0.25, 0.25], outcome.Output.TrimEnd('\n').Split('\n').Select(SecondsOf));
    }

    [Fact]
    public async Task A_capture_of_another_format_behind_one_is_named_with_what_joins_them()
    {
        byte[] pcap = PacketFrom(50000).ToPcap();
        byte[] pcapng = PacketFrom(50001).ToBigEndianPcapng();

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([.. pcap, .. pcapng], "decode", "--out", "none");
        InspectorProcess.Outcome other = await InspectorProcess.Run([.. pcapng, .. pcap], "decode", "--out", "none");

        Assert.Equal(
            (3, $"inspector: another capture, a pcapng file, begins here: join captures with mergecap (file offset 0x{pcap.Length:x})\n"), (outcome.Status, outcome.Error));
        Assert.Equal(
            (3, $"inspector: another capture, a pcap file, begins here: join captures with mergecap (file offset 0x{pcapng.Length:x})\n"), (other.Status, other.Error));
    }

    private static double SecondsOf(string packet) =>
        JsonDocument.Parse(packet).RootElement.GetProperty("time").GetDateTimeOffset().Millisecond / 1000.0;

    private static TestCapture PacketFrom(int port) =>
        new TestCapture().Add(TestCapture.TcpFrame(new(TestCapture.Client.Address, port), TestCapture.Server, 1, 0x18, Vector.Golden[0].Bytes));
}
