using System.Net;
using FsCheck.Xunit;
using KerberosGen.Inspection.Captures;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

public sealed class FragmentTests
{
    private static readonly IPAddress From = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress To = IPAddress.Parse("10.0.0.2");
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Property(MaxTest = 200)]
    public void Fragments_in_any_order_sent_again_and_overlapping_make_the_datagram(int seed)
    {
        var random = new Random(seed);
        byte[] payload = new byte[random.Next(1, 4000)];
        random.NextBytes(payload);
        byte[] datagram = WirePacket.Udp(1, 2, payload);
        List<byte[]> fragments = [];
        for (int at = 0; at < datagram.Length;)
        {
            int size = Math.Min(datagram.Length - at, 8 * random.Next(1, 100));
            int before = Math.Min(at, 8 * random.Next(0, 3));
            byte[] fragment = Fragment(datagram, at - before, size + before);
            fragments.Insert(random.Next(fragments.Count + 1), fragment);
            if (random.Next(4) == 0)
                fragments.Insert(random.Next(fragments.Count + 1), fragment);
            at += size;
        }

        var parser = new FrameParser();
        List<byte[]> found = [];
        foreach (byte[] fragment in fragments)
        {
            if (Parse(parser, fragment, Start, out byte[] got) == FrameKind.Segment)
                found.Add(got);
        }

        Assert.Equal(payload, found[0]);
    }

    [Fact]
    public void Of_bytes_that_come_twice_the_first_count()
    {
        byte[] datagram = WirePacket.Udp(1, 2, new byte[32]);
        byte[] forged = [.. datagram];
        forged.AsSpan(16).Fill(0xff);
        var parser = new FrameParser();

        Assert.Equal(FrameKind.Fragment, Parse(parser, Fragment(datagram, 0, 24), Start, out _));
        Assert.Equal(FrameKind.Segment, Parse(parser, Fragment(forged, 16, 24), Start, out byte[] payload));

        Assert.Equal([.. new byte[16], .. Enumerable.Repeat((byte)0xff, 16)], payload);
    }

    [Fact]
    public void A_fragment_that_was_cut_leaves_the_bytes_in_front_of_the_cut()
    {
        byte[] datagram = WirePacket.Udp(1, 2, [.. Enumerable.Range(0, 56).Select(i => (byte)i)]);
        var parser = new FrameParser();

        Parse(parser, Fragment(datagram, 0, 32)[..^4], Start, out _);
        FrameKind kind = Parse(parser, Fragment(datagram, 32, 32), Start, out byte[] payload);

        Assert.Equal(FrameKind.Segment, kind);
        Assert.Equal([.. Enumerable.Range(0, 20).Select(i => (byte)i)], payload);
    }

    [Fact]
    public void What_is_not_whole_within_thirty_seconds_is_given_up_and_counted()
    {
        byte[] datagram = WirePacket.Udp(1, 2, new byte[32]);
        var parser = new FrameParser();

        Parse(parser, Fragment(datagram, 0, 24), Start, out _);
        Assert.Equal(FrameKind.Fragment, Parse(parser, Fragment(datagram, 24, 16), Start.AddSeconds(31), out _));
        Assert.Equal(1, parser.DatagramsGivenUp);
        parser.Complete();

        Assert.Equal(2, parser.DatagramsGivenUp);
    }

    [Fact]
    public void Of_too_many_datagrams_in_fragments_the_oldest_is_given_up()
    {
        byte[] datagram = WirePacket.Udp(1, 2, new byte[32]);
        var parser = new FrameParser();
        for (ushort id = 1; id <= 257; id++)
            Parse(parser, Fragment(datagram, 0, 24, id), Start, out _);

        Assert.Equal(1, parser.DatagramsGivenUp);
        Assert.Equal(FrameKind.Segment, Parse(parser, Fragment(datagram, 24, 16, 2), Start, out _));
    }

    private static byte[] Fragment(byte[] datagram, int at, int size, ushort id = 7) => WirePacket.IPv4(
        From, To, WirePacket.UdpProtocol, datagram.AsSpan(at, size), id, at, hasMore: at + size < datagram.Length);

    private static FrameKind Parse(FrameParser parser, byte[] packet, DateTimeOffset time, out byte[] payload)
    {
        FrameKind kind = parser.Parse(new CapturedFrame(time, LinkType.Raw, packet, (uint)packet.Length), out Segment segment);
        payload = segment.Payload.ToArray();
        return kind;
    }
}
