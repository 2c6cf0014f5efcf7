using FsCheck.Xunit;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

public sealed class TcpOrderTests
{
    private static readonly byte[] Stream =
        [.. Vector.Golden.Where(g => g.Structure is null && g.Direction == PacketDirection.Request).SelectMany(g => g.Bytes)];

    private static readonly int[] Codes =
        [.. Vector.Golden.Where(g => g.Structure is null && g.Direction == PacketDirection.Request).Select(g => g.Code)];

    [Property]
    public void Segments_shuffled_repeated_and_overlapping_give_the_same_packets(int seed, uint start)
    {
        var random = new Random(seed);
        List<byte[]> segments = [];
        for (int at = 0; at < Stream.Length;)
        {
            int size = Math.Min(Stream.Length - at, random.Next(1, 400));
            int before = Math.Min(at, random.Next(0, 50));
            byte[] frame = Segment(start, at - before, size + before);
            segments.Add(frame);
            if (random.Next(3) == 0)
                segments.Add(frame);
            at += size;
        }

        byte[][] shuffled = [.. segments];
        random.Shuffle(shuffled);
        var capture = new TestCapture().Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, start, 2, []));
        foreach (byte[] frame in shuffled)
            capture.Add(frame);

        List<DecodedPacket> packets = Vector.DecodePcap(capture.ToPcap());

        Assert.Equal(Codes, packets.Select(p => (int)p.Code!.Value));
        Assert.All(packets, p => Assert.Equal(DecodeStatus.Ok, p.Status));
    }

    [Fact]
    public void A_lost_segment_is_told_as_a_gap_and_the_packets_behind_it_are_found()
    {
        int first = Vector.Golden[0].Bytes.Length;
        int second = Vector.Golden[1].Bytes.Length;
        byte[] pcap = new TestCapture()
            .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 0, 2, []))
            .Add(Segment(0, 0, first))
            .Add(Segment(0, first + second, Stream.Length - first - second))
            .ToPcap();

        List<DecodedPacket> packets = Vector.DecodePcap(pcap);

        Finding gap = Assert.Single(packets.SelectMany(p => p.Findings));
        Assert.Equal((FindingIds.Gap, (long?)second), (gap.Id, gap.Needed));
        Assert.Equal(Codes.Where(c => c != 1025), packets.Where(p => p.Code is not null).Select(p => (int)p.Code!.Value));
    }

    [Fact]
    public void A_connection_captured_from_its_middle_finds_its_directions_from_the_bytes()
    {
        byte[] answer = Vector.Golden.First(g => g.Code == 1602).Bytes;
        byte[] pcap = new TestCapture()
            .Add(TestCapture.TcpFrame(TestCapture.Server, TestCapture.Client, 7000, 24, answer))
            .Add(Segment(999, 0, Stream.Length))
            .ToPcap();

        List<DecodedPacket> packets = Vector.DecodePcap(pcap);

        Assert.Equal([1602, .. Codes], packets.Select(p => (int)p.Code!.Value));
        Assert.Equal(PacketDirection.Response, packets[0].Direction);
    }

    [Fact]
    public void A_second_connection_between_the_same_ports_is_a_stream_of_its_own()
    {
        var capture = new TestCapture();
        foreach (uint start in (uint[])[100, 900_000])
        {
            capture.Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, start, 2, []));
            capture.Add(Segment(start, 0, Stream.Length));
        }

        List<DecodedPacket> packets = Vector.DecodePcap(capture.ToPcap());

        Assert.Equal([.. Codes, .. Codes], packets.Select(p => (int)p.Code!.Value));
        Assert.Equal([0, 1], packets.Select(p => p.Origin!.Stream).Distinct());
    }

    [Fact]
    public void A_segment_cut_by_the_snap_length_is_a_gap_at_once_and_the_packets_behind_it_are_found()
    {
        byte[] first = Segment(0, 0, Vector.Golden[0].Bytes.Length);
        byte[] pcap = new TestCapture()
            .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 0, 2, []))
            .Add(first[..96])
            .Add(Segment(0, Vector.Golden[0].Bytes.Length, Stream.Length - Vector.Golden[0].Bytes.Length))
            .ToPcap();

        List<DecodedPacket> packets = Vector.DecodePcap(pcap);

        Assert.Equal([FindingIds.Truncated], packets[0].Findings.Select(f => f.Id));
        Assert.Equal((FindingIds.Gap, (long?)(first.Length - 96)), (packets[1].Findings[0].Id, packets[1].Findings[0].Needed));
        Assert.Equal(Codes[1..], packets.Skip(2).Select(p => (int)p.Code!.Value));
    }

    [Fact]
    public void Behind_a_gap_that_ends_within_a_packet_the_next_header_is_found_as_soon_as_it_is_there()
    {
        byte[] packet = Vector.Golden.First(g => g.Code == 1027).Bytes;
        var decoder = new CaptureDecoder(new PacketDecoder(Vector.Protocol));
        List<DecodedPacket> packets = [];
        foreach (byte[] frame in (byte[][])
        [
            TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 0, 2, []),
            // The end of a message that announced much, then a packet: in front of them a megabyte is missing.
            TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 1_100_001, 24, [.. Enumerable.Repeat((byte)0, 100), .. packet]),
            .. Enumerable.Range(0, 800).Select(i => TestCapture.TcpFrame(
                TestCapture.Client, TestCapture.Server, (uint)(1_100_001 + 100 + packet.Length + (1350 * i)), 24, new byte[1350])),
        ])
        {
            packets.AddRange(decoder.Append(new CapturedFrame(default, LinkType.Raw, frame, (uint)frame.Length)));
            if (packets.Any(p => p.Code == 1027))
                break;
        }

        Assert.Equal((FindingIds.Gap, (long?)1_100_000), (packets[0].Findings[0].Id, packets[0].Findings[0].Needed));
        Assert.Equal((DecodeStatus.Garbage, 100), (packets[1].Status, packets[1].Length));
        Assert.Equal((1027, DecodeStatus.Ok), ((int)packets[2].Code!.Value, packets[2].Status));
    }

    [Fact]
    public void A_handshake_that_comes_behind_its_first_bytes_begins_no_other_connection()
    {
        byte[] pcap = new TestCapture()
            .Add(Segment(5, 0, Stream.Length))
            .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 5, 2, []))
            .ToPcap();

        List<DecodedPacket> packets = Vector.DecodePcap(pcap);

        Assert.Equal(Codes, packets.Select(p => (int)p.Code!.Value));
    }

    private static byte[] Segment(uint start, int at, int size) =>
        TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, start + 1 + (uint)at, 24, Stream.AsSpan(at, size));
}
