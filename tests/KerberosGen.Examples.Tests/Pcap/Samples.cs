using System.Globalization;

namespace KerberosGen.Examples.Tests.Pcap;

/// <summary>Captures that other programs wrote.</summary>
internal static class Samples
{
    /// <summary>Every way of writing that is tried.</summary>
    public static readonly string[] Names =
    [
        "pcap", "pcap nanoseconds", "pcap cut to 20", "pcap big-endian", "pcap big-endian nanoseconds",
        "pcapng", "pcapng cut to 20", "pcapng with a remark", "pcapng of two interfaces", "pcapng of simple packets", "pcapng big-endian",
    ];

    private const string ClassicPacket = "writer._write_packet(data, sec=1700000000 + i, usec=123456 + i, wirelen=size + 4)";

    // What each packet holds does not matter to the formats; sizes around a multiple of four do.
    private static readonly byte[][] Packets =
    [
        .. new[] { 14, 15, 16, 17, 60, 1514 }.Select(static size => Enumerable.Range(size, size).Select(static i => (byte)i).ToArray()),
    ];

    /// <summary>Has a capture written.</summary>
    public static async Task WriteAsync(string name, string file)
    {
        switch (name)
        {
            case "pcap":
                await ConvertAsync(file, "-F", "pcap");
                break;
            case "pcap nanoseconds":
                await ConvertAsync(file, "-F", "nsecpcap");
                break;
            case "pcap cut to 20":
                await ConvertAsync(file, "-F", "pcap", "-s", "20");
                break;
            case "pcap big-endian":
                await ScapyAsync(file, "RawPcapWriter(sys.argv[1], endianness='>', linktype=147, snaplen=96)");
                break;
            case "pcap big-endian nanoseconds":
                await ScapyAsync(file, "RawPcapWriter(sys.argv[1], endianness='>', nano=True, linktype=1)");
                break;
            case "pcapng":
                await Text2PcapAsync(file);
                break;
            case "pcapng cut to 20":
                await ConvertAsync(file, "-F", "pcapng", "-s", "20");
                break;
            case "pcapng with a remark":
                await ConvertAsync(file, "-F", "pcapng", "-a", "2:Größe 15", "-a", "5:sixty");
                break;
            case "pcapng of two interfaces":
                await ConvertAsync(file + ".first", "-F", "pcap");
                await ScapyAsync(file + ".second", "RawPcapWriter(sys.argv[1], nano=True, linktype=147)");
                await Tool.RunAsync("mergecap", "-I", "none", "-w", file, file + ".first", file + ".second");
                break;
            case "pcapng of simple packets":
                await ScapyAsync(file, "RawPcapNgWriter(sys.argv[1])", "writer._write_block_spb(data)");
                break;
            case "pcapng big-endian":
                await ScapyAsync(file, "big(RawPcapNgWriter(sys.argv[1]))", "writer._write_packet(data, sec=1700000000.25 + i, wirelen=size + 4, comment='packet %d' % i)");
                break;
            default:
                throw new ArgumentException(name, nameof(name));
        }
    }

    private static async Task Text2PcapAsync(string file)
    {
        string dump = file + ".txt";
        IEnumerable<string> packets = Packets.Select(static (bytes, i) =>
            Wireshark.Dump(string.Create(CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? 'I' : 'O')} 2026-11-23 05:00:0{i}.12345678{i}"), bytes));
        await File.WriteAllTextAsync(dump, string.Concat(packets));
        await Tool.RunAsync("text2pcap", "-q", "-D", "-N", "eth7", "-t", "%Y-%m-%d %H:%M:%S.%f", dump, file);
    }

    private static async Task ConvertAsync(string file, params string[] arguments)
    {
        await Text2PcapAsync(file + ".source");
        await Tool.RunAsync("editcap", [.. arguments, file + ".source", file]);
    }

    private static Task ScapyAsync(string file, string writer, string packet = ClassicPacket)
    {
        string script = $"""
            import sys
            from scapy.utils import RawPcapWriter, RawPcapNgWriter
            def big(writer):
                writer.endian, writer.endian_magic = '>', bytes.fromhex('1a2b3c4d')
                return writer
            writer = {writer}
            writer.write_header(None)
            for i, size in enumerate([{string.Join(", ", Packets.Select(static p => p.Length))}]):
                data = bytes((size + j) & 255 for j in range(size))
                {packet}
            writer.close()
            """;
        return Tool.RunAsync("/usr/bin/python3", "-c", script, file);
    }
}
