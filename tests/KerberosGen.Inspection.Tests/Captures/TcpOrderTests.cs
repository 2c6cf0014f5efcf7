using FsCheck.Xunit;
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

    private static byte[] Segment(uint start, int at, int size) =>
        TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, start + 1 + (uint)at, 24, Stream.AsSpan(at, size));
}
