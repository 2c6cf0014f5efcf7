using System.Globalization;
using System.Net;
using KerberosGen.Inspection.Captures;
using PacketDotNet;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>PacketDotNet and tshark see in every frame what our parser sees, and in every connection the same bytes.</summary>
public sealed class FrameOracleTests
{
    private const int Seeds = 40;
    private const int TsharkSeeds = 6;

    [Fact]
    public void PacketDotNet_finds_the_same_endpoints_flags_and_payload_in_every_frame()
    {
        int compared = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            var parser = new FrameParser();
            foreach (byte[] frame in new RandomTraffic(seed, isPlain: true).Frames)
            {
                Seen? theirs = SeenByPacketDotNet(frame);
                Assert.True(theirs == SeenByUs(parser, frame), $"seed {seed}: {theirs} is not {SeenByUs(parser, frame)} in {Convert.ToHexString(frame)}");
                compared++;
            }
        }

        Assert.InRange(compared, Seeds * 10, int.MaxValue);
    }

    [Fact]
    public void Tshark_finds_the_same_segments_and_datagrams_in_every_frame_fragments_included()
    {
        for (int seed = 0; seed < TsharkSeeds; seed++)
        {
            var traffic = new RandomTraffic(1000 + seed);
            CaptureTool.WithFile(PcapOf(traffic.Frames), path =>
            {
                string[] lines = CaptureTool.Run(
                    "tshark", "-r", path, "-n", "-T", "fields", "-E", "occurrence=l", "-e", "frame.number", "-e", "ip.src", "-e", "ip.dst", "-e", "ipv6.src",
                    "-e", "ipv6.dst", "-e", "tcp.srcport", "-e", "tcp.dstport", "-e", "tcp.seq_raw", "-e", "tcp.flags", "-e", "tcp.payload",
                    "-e", "udp.srcport", "-e", "udp.dstport", "-e", "udp.payload").Split('\n', StringSplitOptions.RemoveEmptyEntries);
                var parser = new FrameParser();

                Assert.Equal(traffic.Frames.Count, lines.Length);
                foreach ((byte[] frame, string line) in traffic.Frames.Zip(lines))
                    Assert.True(SeenByTshark(line) == SeenByUs(parser, frame), $"seed {1000 + seed}: {line} is not {SeenByUs(new FrameParser(), frame)}");
            });
        }
    }

    [Fact]
    public void Tshark_follows_the_same_bytes_in_every_connection()
    {
        for (int seed = 0; seed < TsharkSeeds; seed++)
        {
            var traffic = new RandomTraffic(2000 + seed);
            CaptureTool.WithFile(PcapOf(traffic.Frames), path =>
            {
                string[] follow = [.. traffic.Connections.SelectMany((_, i) => new[] { "-z", $"follow,tcp,raw,{i}" })];
                string output = CaptureTool.Run("tshark", ["-r", path, "-n", "-q", "-o", "tcp.reassemble_out_of_order:TRUE", .. follow]);
                Dictionary<string, string> theirs = Followed(output);
                Dictionary<string, string> ours = OrderedBytes.Of(traffic.Frames);

                Assert.Equal(ours.Keys.Order(StringComparer.Ordinal), theirs.Keys.Order(StringComparer.Ordinal));
                Assert.All(ours, o => Assert.True(o.Value == theirs[o.Key], $"seed {2000 + seed}, {o.Key}:\n{o.Value}\nis not\n{theirs[o.Key]}"));
                foreach (RandomTraffic.Connection connection in traffic.Connections)
                {
                    Assert.Equal(Convert.ToHexStringLower(connection.Forth), ours[$"{connection.Client}>{connection.Server}"]);
                    Assert.Equal(Convert.ToHexStringLower(connection.Back), ours[$"{connection.Server}>{connection.Client}"]);
                }
            });
        }
    }

    private static byte[] PcapOf(IEnumerable<byte[]> frames)
    {
        var capture = new TestCapture();
        foreach (byte[] frame in frames)
            capture.Add(frame);
        return capture.ToPcap(linkType: 1);
    }

    private static Seen? SeenByUs(FrameParser parser, byte[] frame)
    {
        if (parser.Parse(new CapturedFrame(default, LinkType.Ethernet, frame, (uint)frame.Length), out Segment segment) != FrameKind.Segment)
            return null;
        return new Seen(
            segment.Key.Source.ToString(), segment.Key.Destination.ToString(), segment.IsTcp, segment.Sequence, (int)segment.Flags,
            Convert.ToHexStringLower(segment.Payload));
    }

    private static Seen? SeenByPacketDotNet(byte[] frame)
    {
        Packet packet = Packet.ParsePacket(LinkLayers.Ethernet, frame);
        if (packet.Extract<IPPacket>() is not { } ip)
            return null;
        if (packet.Extract<TcpPacket>() is { } tcp)
        {
            return new Seen(
                new IPEndPoint(ip.SourceAddress, tcp.SourcePort).ToString(), new IPEndPoint(ip.DestinationAddress, tcp.DestinationPort).ToString(),
                true, tcp.SequenceNumber, tcp.Flags, Convert.ToHexStringLower(tcp.PayloadData ?? []));
        }

        return packet.Extract<UdpPacket>() is { } udp
            ? new Seen(
                new IPEndPoint(ip.SourceAddress, udp.SourcePort).ToString(), new IPEndPoint(ip.DestinationAddress, udp.DestinationPort).ToString(),
                false, 0, 0, Convert.ToHexStringLower(udp.PayloadData ?? []))
            : null;
    }

    private static Seen? SeenByTshark(string line)
    {
        string[] fields = line.Split('\t');
        bool isIPv6 = fields[3].Length > 0;
        bool isTcp = fields[5].Length > 0;
        if (!isTcp && fields[10].Length == 0)
            return null;
        IPAddress from = IPAddress.Parse(isIPv6 ? fields[3] : fields[1]);
        IPAddress to = IPAddress.Parse(isIPv6 ? fields[4] : fields[2]);
        return isTcp
            ? new Seen(
                new IPEndPoint(from, Number(fields[5])).ToString(), new IPEndPoint(to, Number(fields[6])).ToString(), true,
                uint.Parse(fields[7], CultureInfo.InvariantCulture), Convert.ToInt32(fields[8], 16), fields[9])
            : new Seen(new IPEndPoint(from, Number(fields[10])).ToString(), new IPEndPoint(to, Number(fields[11])).ToString(), false, 0, 0, fields[12]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // What `-z follow,tcp,raw` writes: two endpoints, then a line per segment, those of the second behind a tab.
    private static Dictionary<string, string> Followed(string output)
    {
        Dictionary<string, string> streams = [];
        string[] nodes = ["", ""];
        foreach (string line in output.Split('\n'))
        {
            if (line.StartsWith("Node ", StringComparison.Ordinal))
            {
                nodes[line[5] - '0'] = IPEndPoint.Parse(Bracketed(line[8..])).ToString();
                continue;
            }

            string hex = line.Trim();
            if (hex.Length == 0 || !hex.All(char.IsAsciiHexDigitLower))
                continue;
            string key = line[0] == '\t' ? $"{nodes[1]}>{nodes[0]}" : $"{nodes[0]}>{nodes[1]}";
            streams[key] = streams.GetValueOrDefault(key, "") + hex;
        }

        return streams;
    }

    private static string Bracketed(string endpoint)
    {
        int colon = endpoint.LastIndexOf(':');
        return endpoint[..colon].Contains(':', StringComparison.Ordinal) && endpoint[0] != '[' ? $"[{endpoint[..colon]}]{endpoint[colon..]}" : endpoint;
    }

    private sealed record Seen(string From, string To, bool IsTcp, uint Sequence, int Flags, string Payload);
}
