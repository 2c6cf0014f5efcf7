using System.Net;
using FsCheck.Xunit;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Layout;
using Xunit;
using Record = KerberosGen.Inspection.Tests.Words.Record;
using WordCatalog = KerberosGen.Inspection.Tests.Words.PacketCatalog;

namespace KerberosGen.Inspection.Tests;

/// <summary>Packets that stand without headers: a datagram each, or one after the other in a stream.</summary>
public sealed class PacketRunTests
{
    private static readonly IPEndPoint Resolver = new(IPAddress.IPv6Loopback, 53);
    private static readonly IPEndPoint Asker = new(IPAddress.IPv6Loopback, 40000);

    [Fact]
    public void Each_datagram_of_a_port_is_a_packet_and_the_others_are_passed_over()
    {
        byte[] record = new Record { Type = RecordType.Text, Data = new RecordData { Text = "hi"u8 } }.ToArray();
        byte[] pcap = new TestCapture()
            .Add(TestCapture.UdpFrame(Asker, Resolver, record))
            .Add(TestCapture.UdpFrame(Asker, new IPEndPoint(IPAddress.IPv6Loopback, 123), record))
            .Add(TestCapture.UdpFrame(Resolver, Asker, record.AsSpan(0, 5)))
            .ToPcap();

        List<DecodedPacket> packets = Decode(pcap, Record.Layout, "53/udp");

        Assert.Equal([("Record", DecodeStatus.Ok), ("Record", DecodeStatus.Partial)], packets.Select(p => (p.Name, p.Status)));
        Assert.Equal("hi", packets[0].Leaves().Single(f => f.Path == "data.text").Text);
        Assert.Empty(Decode(pcap, Record.Layout, "53/tcp"));
        Assert.Equal(3, Decode(pcap, Record.Layout, null).Count);
    }

    [Property(MaxTest = 100)]
    public void A_stream_is_the_same_run_of_packets_however_it_is_cut_into_segments(int seed)
    {
        var random = new Random(seed);
        List<byte[]> chunks = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => new Chunk { Kind = Colour.Red, Body = new byte[random.Next(200)], Trailer = (byte)i }.ToArray())];
        byte[] stream = [.. chunks.SelectMany(c => c)];
        TestCapture capture = new TestCapture().Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 0, 2, []));
        for (int at = 0; at < stream.Length;)
        {
            int size = Math.Min(stream.Length - at, random.Next(1, 100));
            capture.Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 1 + (uint)at, 24, stream.AsSpan(at, size)));
            at += size;
        }

        List<DecodedPacket> packets = Decode(capture.ToPcap(), Chunk.Layout, "8000");

        Assert.Equal(chunks, packets.Select(p => p.Bytes.ToArray()));
        Assert.All(packets, p => Assert.Equal(DecodeStatus.Ok, p.Status));
        Assert.Equal(chunks.Select((_, i) => chunks.Take(i).Sum(c => (long)c.Length)), packets.Select(p => p.Offset));
    }

    [Fact]
    public void A_broken_packet_whose_end_is_known_does_not_hide_the_next()
    {
        byte[] broken = new Chunk { Body = [1, 2, 3] }.ToArray();
        broken[4] ^= 1;
        byte[] whole = new Chunk { Body = [4] }.ToArray();

        List<DecodedPacket> packets = Decode(Stream([.. broken, .. whole]), Chunk.Layout, null);

        Assert.Equal([FindingIds.WrongChecksum], packets[0].Findings.Select(f => f.Id));
        Assert.Equal((2, DecodeStatus.Ok), (packets.Count, packets[1].Status));
    }

    [Fact]
    public void A_packet_that_goes_to_the_end_takes_all_of_its_stream()
    {
        byte[] pcap = Stream(new Inner { Kind = 1, Rest = new byte[300] }.ToArray());

        Assert.Equal(301, Assert.Single(Decode(pcap, Inner.Layout, null)).Length);
    }

    [Fact]
    public void A_stream_that_ends_within_a_packet_shows_what_is_there()
    {
        byte[] chunk = new Chunk { Body = new byte[20] }.ToArray();

        DecodedPacket packet = Assert.Single(Decode(Stream(chunk[..10]), Chunk.Layout, null));

        Assert.Equal((FindingIds.Truncated, "body"), (packet.Findings[0].Id, packet.Findings[0].Path));
        Assert.Equal(10, packet.Length);
    }

    [Fact]
    public void A_protocol_with_one_direction_only_is_read_with_it_both_ways()
    {
        ProtocolLayout greetings = Greetings.PacketCatalog.Layout;
        byte[] greeting = [0xef, 0xbe, 7, 0, 4, 0, 0, 0, 1, 0, 0, 0];
        byte[] pcap = new TestCapture()
            .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 0, 2, []))
            .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 1, 24, greeting))
            .Add(TestCapture.TcpFrame(TestCapture.Server, TestCapture.Client, 1, 24, greeting))
            .ToPcap();

        var decoder = new CaptureDecoder(new PacketDecoder(greetings));

        Assert.Equal(["Greeting", "Greeting"], decoder.DecodeAll(CaptureReader.OpenPcap(new MemoryStream(pcap))).Select(p => p.Name));
    }

    [Fact]
    public void A_protocol_without_headers_wants_a_packet_named() =>
        Assert.Throws<ArgumentException>(() => new CaptureDecoder(new PacketDecoder(WordCatalog.Layout)));

    [Theory]
    [InlineData("53", true)]
    [InlineData("53/UDP", true)]
    [InlineData("53/tcp", true)]
    [InlineData("65536", false)]
    [InlineData("53/sctp", false)]
    [InlineData("-1", false)]
    [InlineData("/udp", false)]
    public void A_port_may_name_its_transport(string text, bool isPort) => Assert.Equal(isPort, PortFilter.TryParse(text, out _));

    private static byte[] Stream(byte[] bytes) => new TestCapture()
        .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 0, 2, []))
        .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 1, 24, bytes))
        .ToPcap();

    private static List<DecodedPacket> Decode(byte[] pcap, PacketLayout packet, string? port)
    {
        PortFilter? filter = port is not null && PortFilter.TryParse(port, out PortFilter parsed) ? parsed : null;
        return [.. new CaptureDecoder(new PacketDecoder(WordCatalog.Layout), packet, filter).DecodeAll(CaptureReader.OpenPcap(new MemoryStream(pcap)))];
    }
}
