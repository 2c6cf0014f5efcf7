using System.Text;
using KerberosGen.Examples.Pcap;

namespace KerberosGen.Examples.Tests.Pcap;

/// <summary>Captures written by text2pcap, editcap, mergecap and scapy, read by the declarations and by capinfos and tshark.</summary>
public sealed class CaptureReadingTests(SampleFolder samples) : IClassFixture<SampleFolder>
{
    public static TheoryData<string> Files() => [.. Samples.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_capture_reads_as_capinfos_and_tshark_read_it(string name)
    {
        string path = await samples.PathOfAsync(name);
        byte[] file = await File.ReadAllBytesAsync(path);

        Capture capture = CaptureReader.Read(file);

        Assert.Null(capture.Trouble);
        Assert.Equal(name.Contains("big-endian", StringComparison.Ordinal), capture.IsBigEndian);
        Assert.Equal(await TheirView.SummaryAsync(path), TheirView.SummaryOf(capture, file.Length));
        Assert.Equal(await TheirView.PacketsAsync(path), TheirView.PacketsOf(capture, file));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_capture_packs_to_the_same_bytes(string name)
    {
        string path = await samples.PathOfAsync(name);
        byte[] file = await File.ReadAllBytesAsync(path);
        Assert.Equal(file, PackAgain(file, CaptureReader.Read(file)));
    }

    [Fact]
    public async Task The_options_of_a_section_an_interface_and_a_packet_read_as_tshark_reads_them()
    {
        string path = await samples.PathOfAsync("pcapng with a remark");
        byte[] file = await File.ReadAllBytesAsync(path);
        Dictionary<string, string>[] theirs = await Wireshark.ReadAsync(
            path, "frame.interface_name", "frame.comment", "frame.packet_flags_direction");
        string application = (await Tool.RunAsync("capinfos", "-T", "-r", "-B", "-F", path)).TrimEnd('\n').Split('\t')[^1];

        Assert.True(PcapngFile.Unpack(file, out PcapngFile pcapng).IsDone);
        var packets = new List<(string Comment, PacketWay Way)>();
        string? interfaceName = null;
        string? writtenBy = null;
        foreach (Block block in pcapng.Blocks)
        {
            if (block.Type == BlockType.SectionHeader)
                writtenBy = ApplicationOf(block.Body.Section);
            else if (block.Type == BlockType.InterfaceDescription)
                interfaceName = NameOf(block.Body.Interface);
            else if (block.Type == BlockType.EnhancedPacket)
                packets.Add(OptionsOf(block.Body.Packet));
        }

        Assert.Equal(application, writtenBy);
        Assert.Equal(theirs.Select(static p => p["frame.interface_name"]).Distinct(), [interfaceName!]);
        Assert.Equal(
            theirs.Select(static p => (p["frame.comment"], (PacketWay)Convert.ToUInt32(p["frame.packet_flags_direction"], 16))),
            packets);
        Assert.Equal("Größe 15", packets[1].Comment);
    }

    [Theory]
    [InlineData("pcap")]
    [InlineData("pcap big-endian nanoseconds")]
    [InlineData("pcapng")]
    public async Task A_file_cut_anywhere_keeps_the_packets_before_the_cut(string name)
    {
        string path = await samples.PathOfAsync(name);
        byte[] file = await File.ReadAllBytesAsync(path);
        Capture whole = CaptureReader.Read(file);
        int cuts = 0;
        for (int size = whole.Packets[0].Data.Start.Value; size < file.Length; size++)
        {
            Capture cut = CaptureReader.Read(file.AsSpan(0, size));
            Assert.Equal(whole.Packets.Take(cut.Packets.Count), cut.Packets);
            Assert.InRange(cut.Packets.Count, whole.Packets.Count(p => p.Data.End.Value + 8 <= size) - 1, whole.Packets.Count(p => p.Data.End.Value <= size));
            cuts += cut.Trouble is null ? 0 : 1;
        }

        Assert.InRange(cuts, file.Length - whole.Packets[0].Data.Start.Value - 10, file.Length);
    }

    [Fact]
    public async Task A_length_that_is_not_repeated_at_the_block_s_end_is_refused_there()
    {
        string path = await samples.PathOfAsync("pcapng");
        byte[] file = await File.ReadAllBytesAsync(path);
        file[^4]++;
        Assert.Contains("a value does not follow from the others at field total_length_again", CaptureReader.Read(file).Trouble);
    }

    [Fact]
    public void What_is_neither_format_is_refused() =>
        Assert.Throws<FormatException>(() => CaptureReader.Read("#!/bin/sh\nexit 0\n# and some more bytes"u8));

    [Fact]
    public async Task The_program_prints_what_capinfos_counts()
    {
        string path = await samples.PathOfAsync("pcapng");
        ToolResult result = await ExampleProgram.RunAsync("pcap", path, "--packets");
        Assert.Equal("", result.Errors);
        Assert.Contains("format      pcapng, little-endian\n", result.Output);
        Assert.Contains("interface 0 eth7 Ethernet, times in 10^-9 s, at most 262144 bytes of a packet\n", result.Output);
        Assert.Contains("packets     6\ndata        1636 bytes\nfirst       1795410000.123456780\nlast        1795410005.123456785\n", result.Output);
        Assert.EndsWith("6 1795410005.123456785 1514 1514\n", result.Output);
    }

    private static byte[] PackAgain(byte[] file, Capture capture)
    {
        switch (capture.Format, capture.IsBigEndian)
        {
            case (CaptureFormat.Pcap, false):
                Assert.True(PcapFile.Unpack(file, out PcapFile pcap).IsDone);
                return pcap.ToArray();
            case (CaptureFormat.Pcap, true):
                Assert.True(PcapFileBigEndian.Unpack(file, out PcapFileBigEndian bigEndianPcap).IsDone);
                return bigEndianPcap.ToArray();
            case (_, false):
                Assert.True(PcapngFile.Unpack(file, out PcapngFile pcapng).IsDone);
                return pcapng.ToArray();
            default:
                Assert.True(PcapngFileBigEndian.Unpack(file, out PcapngFileBigEndian bigEndianPcapng).IsDone);
                return bigEndianPcapng.ToArray();
        }
    }

    private static string? ApplicationOf(SectionHeader section)
    {
        foreach (SectionOption option in section.Options)
        {
            if (option.Code == SectionOptionCode.Application)
                return Encoding.UTF8.GetString(option.Value.Text);
        }

        return null;
    }

    private static string? NameOf(InterfaceDescription captured)
    {
        foreach (InterfaceOption option in captured.Options)
        {
            if (option.Code == InterfaceOptionCode.Name)
                return Encoding.UTF8.GetString(option.Value.Text);
        }

        return null;
    }

    private static (string Comment, PacketWay Way) OptionsOf(EnhancedPacket packet)
    {
        string comment = "";
        PacketWay way = PacketWay.Unknown;
        foreach (PacketOption option in packet.Options)
        {
            if (option.Code == PacketOptionCode.Comment)
                comment = Encoding.UTF8.GetString(option.Value.Comment);
            else if (option.Code == PacketOptionCode.Flags)
                way = option.Value.Flags.Way;
        }

        return (comment, way);
    }
}
