using System.Text;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Quick;

/// <summary>`decode` without keys, to lines and to nothing: no packet need be taken apart, and nothing of what it says is lost.</summary>
public sealed class QuickDecodeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_capture_decodes_to_the_lines_of_its_packets_taken_apart(bool isBroken)
    {
        byte[] pcap = Capture(isBroken);
        List<DecodedPacket> packets = Vector.DecodePcap(pcap);

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(pcap, "decode", "--out", "ndjson");

        Assert.Equal(LinesOf(packets), outcome.Output);
        Assert.Equal(isBroken ? ExitStatus.DecodedWithErrors : ExitStatus.Clean, outcome.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task To_nothing_it_tells_of_the_same_findings_and_answers_the_same(bool isBroken)
    {
        byte[] pcap = Capture(isBroken);

        InspectorProcess.Outcome lines = await InspectorProcess.Run(pcap, "decode", "--out", "ndjson");
        InspectorProcess.Outcome nothing = await InspectorProcess.Run(pcap, "decode", "--out", "none");

        Assert.Equal(lines with { Output = "" }, nothing);
        Assert.Equal(isBroken, nothing.Error.Length > 0);
    }

    [Fact]
    public async Task Raw_packets_decode_to_the_lines_of_the_same_packets_taken_apart()
    {
        byte[] bytes = [.. Vector.Golden.Where(g => g.Structure is null && g.Code < 1600).SelectMany(g => g.Bytes)];
        // Made with one IV: with the ring that decode has, that is found.
        using var keys = new KeyChain();
        IEnumerable<DecodedPacket> packets = StreamDecoder.DecodeAll(bytes, new PacketDecoder(Vector.Protocol, keys), PacketDirection.Request);

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(bytes, "decode", "--out", "ndjson", "--in", "raw", "--direction", "request");

        Assert.Equal(LinesOf(packets), outcome.Output);
        Assert.Equal(ExitStatus.Clean, outcome.Status);
    }

    // Broken: the first byte of every fifth packet's payload, and a cut within a record.
    private static byte[] Capture(bool isBroken)
    {
        byte[] pcap = Vector.SessionPcap();
        if (!isBroken)
            return pcap;
        foreach (DecodedPacket packet in Vector.DecodePcap(pcap).Where(p => p.Number % 5 == 0))
            pcap[pcap.AsSpan().IndexOf(packet.Bytes.Span) + (packet.Direction == PacketDirection.Request ? 18 : 2)] ^= 0x41;
        return pcap[..^7];
    }

    private static string LinesOf(IEnumerable<DecodedPacket> packets)
    {
        using var output = new MemoryStream();
        var renderer = new JsonRenderer(output, new RenderOptions(), lines: true);
        foreach (DecodedPacket packet in packets)
            renderer.Write(packet);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
