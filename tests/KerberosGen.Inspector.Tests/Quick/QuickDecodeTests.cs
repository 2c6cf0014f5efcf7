using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Quick;

/// <summary>`decode` where no packet need be taken apart: what it writes and answers is the same.</summary>
public sealed class QuickDecodeTests
{
    // So many that it never stops there; but to count, packets are taken apart.
    private static readonly string[] s_slowly = ["-n", "1000000"];

    [Theory]
    [InlineData("ndjson", false)]
    [InlineData("ndjson", true)]
    [InlineData("none", false)]
    [InlineData("none", true)]
    public async Task A_capture_decodes_to_the_same_lines_findings_and_exit_status_either_way(string output, bool isBroken)
    {
        byte[] pcap = Vector.SessionPcap();
        if (isBroken)
        {
            // Bytes here and there, and a cut within a record.
            for (int at = 200; at < pcap.Length; at += 977)
                pcap[at] ^= 0x41;
            pcap = pcap[..^7];
        }

        InspectorProcess.Outcome quick = await InspectorProcess.Run(pcap, "decode", "--out", output);
        InspectorProcess.Outcome slow = await InspectorProcess.Run(pcap, ["decode", "--out", output, .. s_slowly]);

        Assert.Equal(slow, quick);
        Assert.Equal(output == "none", quick.Output.Length == 0);
    }

    [Fact]
    public async Task Raw_packets_decode_to_the_same_lines_either_way()
    {
        byte[] bytes = [.. Vector.Golden.Where(g => g.Structure is null && g.Code < 1600).SelectMany(g => g.Bytes)];

        InspectorProcess.Outcome quick = await InspectorProcess.Run(bytes, "decode", "--out", "ndjson", "--direction", "request");
        InspectorProcess.Outcome slow = await InspectorProcess.Run(bytes, ["decode", "--out", "ndjson", "--direction", "request", .. s_slowly]);

        Assert.Equal(slow, quick);
        Assert.NotEmpty(quick.Output);
    }
}
