using System.Net;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

public sealed class CaptureReaderTests
{
    private static readonly byte[] Request = Vector.Golden.First(g => g.Code == 1027).Bytes;

    private static TestCapture OnePacket => new TestCapture()
        .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 100, 2, []))
        .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 101, 24, Request));

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_pcap_file_reads_in_either_byte_order_and_time_resolution(bool bigEndian, bool nanoseconds)
    {
        DecodedPacket packet = Assert.Single(Vector.DecodePcap(OnePacket.ToPcap(bigEndian, nanoseconds)));

        Assert.Equal("TicketRequest", packet.Name);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_001_250), packet.Origin!.Time);
        Assert.Equal((TestCapture.Client, TestCapture.Server), (packet.Origin.From, packet.Origin.To));
    }

    [Fact]
    public void A_big_endian_pcapng_file_with_unknown_blocks_and_two_interfaces_reads()
    {
        DecodedPacket packet = Assert.Single(Vector.DecodePcapng(OnePacket.ToBigEndianPcapng()));

        Assert.Equal("TicketRequest", packet.Name);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), packet.Origin!.Time);
    }

    [Theory]
    [InlineData(0, "02000000")]
    [InlineData(0, "00000002")]
    [InlineData(14, "")]
    [InlineData(1, "0000000000010000000000028100000a8100000b0800")]
    [InlineData(1, "00000000000100000000000288a8000a8100000b0800")]
    [InlineData(113, "000000010006000000000000000081000800" + "0800")]
    [InlineData(276, "8100000000000001000100060000000000000000" + "000a0800")]
    [InlineData(1, "0000000000010000000000020800")]
    [InlineData(1, "0000000000010000000000028100000a0800")]
    [InlineData(12, "")]
    [InlineData(101, "")]
    [InlineData(108, "00000002")]
    [InlineData(113, "00000001000600000000000000000800")]
    [InlineData(228, "")]
    [InlineData(276, "0800000000000001000100060000000000000000")]
    public void Every_link_type_in_use_is_taken_off(int linkType, string header)
    {
        byte[] pcap = OnePacket.ToPcap(linkType: linkType, linkHeader: Convert.FromHexString(header));

        Assert.Equal("TicketRequest", Assert.Single(Vector.DecodePcap(pcap)).Name);
    }

    [Theory]
    [InlineData(0, "07000000")]
    [InlineData(1, "0000000000010000000000020806")]
    [InlineData(113, "00000001000600000000000000000806")]
    [InlineData(147, "")]
    public void What_is_not_announced_as_ip_is_passed_over(int linkType, string header)
    {
        byte[] pcap = OnePacket.ToPcap(linkType: linkType, linkHeader: Convert.FromHexString(header));
        var decoder = new CaptureDecoder(new PacketDecoder(Vector.Protocol));

        Assert.Empty(decoder.DecodeAll(CaptureReader.OpenPcap(new MemoryStream(pcap))));
        Assert.Equal(2, decoder.FramesPassedOver);
    }

    [Fact]
    public void A_datagram_over_ipv6_is_decoded_by_itself_in_its_direction()
    {
        var client = new IPEndPoint(IPAddress.IPv6Loopback, 50000);
        var server = new IPEndPoint(IPAddress.IPv6Loopback, 8000);
        byte[] pcap = new TestCapture()
            .Add(TestCapture.UdpFrame(client, server, Request))
            .Add(TestCapture.UdpFrame(server, client, Vector.Golden.First(g => g.Code == 1603).Bytes))
            .ToPcap();

        List<DecodedPacket> packets = Vector.DecodePcap(pcap);

        Assert.Equal([PacketDirection.Request, PacketDirection.Response], packets.Select(p => p.Direction!.Value));
        Assert.All(packets, p => Assert.Equal((DecodeStatus.Ok, 0), (p.Status, p.Origin!.Stream)));
    }

    [Fact]
    public void A_capture_cut_anywhere_gives_the_packets_before_the_cut_and_never_throws_for_a_cut_record()
    {
        byte[] whole = OnePacket.ToPcap();
        for (int size = 24; size < whole.Length; size++)
        {
            CaptureReader reader = CaptureReader.OpenPcap(new MemoryStream(whole, 0, size));
            int frames = reader.ReadFrames().Count();
            Assert.Equal(size is not (24 or 80), reader.IsCut);
            Assert.Equal(size < 40 ? 0 : size < 96 ? 1 : 2, frames);
        }
    }

    [Fact]
    public void A_record_that_claims_more_than_any_frame_holds_is_refused_with_its_place()
    {
        byte[] pcap = OnePacket.ToPcap();
        pcap[24 + 11] = 0x7f;

        var error = Assert.Throws<CaptureFormatException>(() => Vector.DecodePcap(pcap));

        Assert.Equal(40, error.Offset);
    }

    [Fact]
    public void Packets_before_a_broken_record_are_handed_out_before_the_error()
    {
        byte[] pcap = [.. OnePacket.ToPcap(), .. Enumerable.Repeat((byte)0xff, 16)];
        List<DecodedPacket> packets = [];

        Assert.Throws<CaptureFormatException>(() =>
        {
            foreach (DecodedPacket packet in new CaptureDecoder(new PacketDecoder(Vector.Protocol)).DecodeAll(CaptureReader.OpenPcap(new MemoryStream(pcap))))
                packets.Add(packet);
        });

        Assert.Equal("TicketRequest", Assert.Single(packets).Name);
    }
}
