using System.IO.Compression;
using KerberosGen.Inspection.Tests;
using KerberosGen.Inspector.Tests.Exports;
using Xunit;

namespace KerberosGen.Inspector.Tests.Captures;

/// <summary>Files of other programs that hold packets in forms that are not read.</summary>
public sealed class ForeignFormatTests : IDisposable
{
    private const string Hint = " (--in raw reads it as it is)\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("modpcap", "a modified pcap file", "-F pcapng")]
    [InlineData("snoop", "a snoop file", "-F pcapng")]
    [InlineData("k12text", "a K12 text file", "-F pcapng -T ether")]
    public async Task A_capture_that_editcap_writes_in_another_form_is_named_and_reads_once_it_is_converted(string format, string name, string conversion)
    {
        string foreign = Path.Combine(_folder.FullName, format);
        string converted = foreign + ".pcapng";
        await ToolProcess.RunAsync("editcap", _folder.FullName, "", "-F", format, Vector.PathOf("session.pcap"), foreign);

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "decode", foreign);
        InspectorProcess.Outcome piped = await InspectorProcess.Run(await File.ReadAllBytesAsync(foreign), "stats");
        await ToolProcess.RunAsync("editcap", _folder.FullName, "", [.. conversion.Split(' '), foreign, converted]);
        InspectorProcess.Outcome read = await InspectorProcess.Run([], "decode", converted, "--out", "none");

        Assert.Equal((3, "", $"inspector: {name} is not read; write it as pcapng first: editcap {conversion} IN OUT{Hint}"), (outcome.Status, outcome.Output, outcome.Error));
        Assert.Equal(outcome, piped);
        Assert.Equal(0, read.Status);
    }

    [Fact]
    public async Task A_compressed_capture_is_named_with_what_unpacks_it()
    {
        using var gzip = new MemoryStream();
        using (var packer = new GZipStream(gzip, CompressionLevel.Fastest, leaveOpen: true))
            packer.Write(Vector.SessionPcap());
        byte[] zstd = [0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58, 0x81, 0x00];

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(gzip.ToArray(), "decode");
        InspectorProcess.Outcome other = await InspectorProcess.Run(zstd, "session");
        InspectorProcess.Outcome raw = await InspectorProcess.Run(gzip.ToArray(), "decode", "--in", "raw", "--out", "none");

        Assert.Equal((3, $"inspector: the input is compressed with gzip; unpack it first: gunzip -c IN > OUT{Hint}"), (outcome.Status, outcome.Error));
        Assert.Equal((3, $"inspector: the input is compressed with zstd; unpack it first: zstd -dc IN > OUT{Hint}"), (other.Status, other.Error));
        Assert.DoesNotContain("gzip", raw.Error, StringComparison.Ordinal);
    }
}
