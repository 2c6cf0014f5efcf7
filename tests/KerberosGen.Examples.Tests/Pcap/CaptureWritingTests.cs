using KerberosGen.Examples.Pcap;

namespace KerberosGen.Examples.Tests.Pcap;

/// <summary>Captures that the declarations packed, judged by capinfos and tshark.</summary>
public sealed class CaptureWritingTests
{
    private static readonly byte[][] Packets = [.. new[] { 14, 15, 16, 17, 1514 }.Select(static size => new byte[size])];

    [Theory]
    [InlineData(PcapMagic.Microseconds, false)]
    [InlineData(PcapMagic.Nanoseconds, false)]
    [InlineData(PcapMagic.Microseconds, true)]
    [InlineData(PcapMagic.Nanoseconds, true)]
    public async Task A_packed_pcap_file_is_accepted_with_its_counts_and_times(PcapMagic magic, bool isBigEndian)
    {
        await AssertAcceptedAsync(isBigEndian ? PcapBigEndian(magic) : Pcap(magic), magic == PcapMagic.Nanoseconds ? "nsecpcap" : "pcap");
    }

    [Theory]
    [InlineData(false, false, 6)]
    [InlineData(false, false, 9)]
    [InlineData(true, false, 6)]
    [InlineData(true, false, 9)]
    [InlineData(false, true, 20)]
    public async Task A_packed_pcapng_file_is_accepted_with_its_counts_and_times(bool isBigEndian, bool isBinary, byte power)
    {
        var resolution = new TimeResolution { IsBinary = isBinary, Power = power };
        await AssertAcceptedAsync(isBigEndian ? PcapngBigEndian(resolution) : Pcapng(resolution), "pcapng");
    }

    [Fact]
    public async Task Sections_of_both_byte_orders_follow_each_other_in_one_file()
    {
        byte[] file = [.. PcapngBigEndian(new TimeResolution { Power = 9 }), .. Pcapng(TimeResolution.Microseconds)];
        Capture capture = CaptureReader.Read(file);
        Assert.Null(capture.Trouble);
        Assert.Equal([9, 6], capture.Interfaces.Select(static i => i.Resolution.Power));
        Assert.Equal(
            [.. Enumerable.Repeat(0, Packets.Length), .. Enumerable.Repeat(1, Packets.Length)],
            capture.Packets.Select(static p => p.Interface));

        using var folder = new ScratchFolder();
        await File.WriteAllBytesAsync(folder["capture"], file);
        Assert.Equal(await TheirView.PacketsAsync(folder["capture"]), TheirView.PacketsOf(capture, file));
    }

    private static async Task AssertAcceptedAsync(byte[] file, string format)
    {
        using var folder = new ScratchFolder();
        await File.WriteAllBytesAsync(folder["capture"], file);
        Capture capture = CaptureReader.Read(file);
        string summary = await TheirView.SummaryAsync(folder["capture"]);

        Assert.StartsWith($"{format}\t{Packets.Length}\t{file.Length}\t{Packets.Sum(static p => p.Length)}\t1700000000.", summary);
        Assert.Equal(await TheirView.PacketsAsync(folder["capture"]), TheirView.PacketsOf(capture, file));
        // Through editcap, which writes the machine's own order, nothing is lost.
        await Tool.RunAsync("editcap", "-F", "nsecpcap", folder["capture"], folder["again"]);
        byte[] again = await File.ReadAllBytesAsync(folder["again"]);
        Assert.Equal(
            capture.Packets.Select(p => (p.Nanoseconds, p.OriginalLength, Convert.ToHexString(file[p.Data]))),
            CaptureReader.Read(again).Packets.Select(p => (p.Nanoseconds, p.OriginalLength, Convert.ToHexString(again[p.Data]))));
    }

    private static byte[] Pcap(PcapMagic magic)
    {
        var records = new PacketSequenceWriter<PcapRecord>(new byte[4096]);
        for (int i = 0; i < Packets.Length; i++)
        {
            records.Add(new PcapRecord
            {
                Seconds = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + i),
                Fraction = 999_000u + (uint)i,
                OriginalLength = (uint)Packets[i].Length,
                Data = Packets[i],
            });
        }

        return new PcapFile
        {
            Header = new PcapHeader { Magic = magic, SnapLength = 262_144, LinkType = LinkType.Ethernet },
            Records = records.Sequence,
        }.ToArray();
    }

    private static byte[] PcapBigEndian(PcapMagic magic)
    {
        var records = new PacketSequenceWriter<PcapRecordBigEndian>(new byte[4096]);
        for (int i = 0; i < Packets.Length; i++)
        {
            records.Add(new PcapRecordBigEndian
            {
                Seconds = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + i),
                Fraction = 999_000u + (uint)i,
                OriginalLength = (uint)Packets[i].Length,
                Data = Packets[i],
            });
        }

        return new PcapFileBigEndian
        {
            Header = new PcapHeaderBigEndian { Magic = magic, SnapLength = 262_144, LinkType = LinkType.Ethernet },
            Records = records.Sequence,
        }.ToArray();
    }

    private static byte[] Pcapng(TimeResolution resolution)
    {
        var section = new PacketSequenceWriter<SectionOption>(new byte[64]);
        section.Add(new SectionOption { Code = SectionOptionCode.Application, Value = new() { Text = "declared by hand"u8 } });
        section.Add(new SectionOption());
        var captured = new PacketSequenceWriter<InterfaceOption>(new byte[64]);
        captured.Add(new InterfaceOption { Code = InterfaceOptionCode.Name, Value = new() { Text = "eth0"u8 } });
        captured.Add(new InterfaceOption { Code = InterfaceOptionCode.TimeResolution, Value = new() { Resolution = resolution } });
        captured.Add(new InterfaceOption());
        var remark = new PacketSequenceWriter<PacketOption>(new byte[64]);
        remark.Add(new PacketOption { Code = PacketOptionCode.Comment, Value = new() { Comment = "a remark"u8 } });
        remark.Add(new PacketOption { Code = PacketOptionCode.Flags, Value = new() { Flags = new() { Way = PacketWay.Outbound } } });

        var blocks = new PacketSequenceWriter<Block>(new byte[4096]);
        blocks.Add(new Block { Type = BlockType.SectionHeader, Body = new() { Section = new() { SectionLength = -1, Options = section.Sequence } } });
        blocks.Add(new Block
        {
            Type = BlockType.InterfaceDescription,
            Body = new() { Interface = new() { LinkType = LinkType.Ethernet, Options = captured.Sequence } },
        });
        for (int i = 0; i < Packets.Length; i++)
        {
            ulong time = TimeOf(i, resolution);
            blocks.Add(new Block
            {
                Type = BlockType.EnhancedPacket,
                Body = new()
                {
                    Packet = new()
                    {
                        TimestampHigh = (uint)(time >> 32),
                        TimestampLow = (uint)time,
                        OriginalLength = (uint)Packets[i].Length,
                        Data = Packets[i],
                        Options = i % 2 == 0 ? remark.Sequence : default,
                    },
                },
            });
        }

        return new PcapngFile { Blocks = blocks.Sequence }.ToArray();
    }

    private static byte[] PcapngBigEndian(TimeResolution resolution)
    {
        var captured = new PacketSequenceWriter<OptionBigEndian>(new byte[64]);
        captured.Add(new OptionBigEndian { Code = (ushort)InterfaceOptionCode.Name, Value = "eth0"u8 });
        captured.Add(new OptionBigEndian { Code = (ushort)InterfaceOptionCode.TimeResolution, Value = resolution.ToArray() });
        captured.Add(new OptionBigEndian());

        var blocks = new PacketSequenceWriter<BlockBigEndian>(new byte[4096]);
        blocks.Add(new BlockBigEndian { Type = BlockType.SectionHeader, Body = new() { Section = new() { SectionLength = -1 } } });
        blocks.Add(new BlockBigEndian
        {
            Type = BlockType.InterfaceDescription,
            Body = new() { Interface = new() { LinkType = LinkType.Ethernet, Options = captured.Sequence } },
        });
        for (int i = 0; i < Packets.Length; i++)
        {
            ulong time = TimeOf(i, resolution);
            blocks.Add(new BlockBigEndian
            {
                Type = BlockType.EnhancedPacket,
                Body = new()
                {
                    Packet = new()
                    {
                        TimestampHigh = (uint)(time >> 32),
                        TimestampLow = (uint)time,
                        OriginalLength = (uint)Packets[i].Length,
                        Data = Packets[i],
                    },
                },
            });
        }

        return new PcapngFileBigEndian { Blocks = blocks.Sequence }.ToArray();
    }

    // Half a second and one unit after the second.
    private static ulong TimeOf(int index, TimeResolution resolution)
    {
        ulong second = resolution.IsBinary ? 1UL << resolution.Power : (ulong)Math.Pow(10, resolution.Power);
        return ((1_700_000_000UL + (ulong)index) * second) + (second / 2) + 1;
    }
}
