using System.Net;
using FsCheck.Xunit;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

public sealed class PcapngWriterTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Property]
    public void What_is_recorded_reads_back_with_times_and_endpoints(byte[] choices)
    {
        List<GoldenPacket> requests = [.. Vector.Golden.Where(g => g.Structure is null && g.Direction == PacketDirection.Request)];
        List<GoldenPacket> responses = [.. Vector.Golden.Where(g => g.Structure is null && g.Direction == PacketDirection.Response)];
        var expected = new List<(int Code, DateTimeOffset Time, IPEndPoint From, IPEndPoint To)>();
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file, leaveOpen: true))
        {
            int step = 0;
            foreach (byte choice in choices)
            {
                var client = new IPEndPoint(IPAddress.Loopback, 50000 + (choice & 3));
                DateTimeOffset time = Start.AddTicks(1234567 * ++step);
                writer.Connect(time, client, TestCapture.Server);
                bool isRequest = (choice & 4) == 0;
                GoldenPacket packet = isRequest ? requests[choice % requests.Count] : responses[choice % responses.Count];
                (IPEndPoint from, IPEndPoint to) = isRequest ? (client, TestCapture.Server) : (TestCapture.Server, client);
                writer.Write(time, from, to, packet.Bytes);
                expected.Add((packet.Code, time, from, to));
                if ((choice & 0xc0) == 0xc0)
                    writer.Close(time, client, TestCapture.Server);
            }
        }

        List<DecodedPacket> packets = Vector.DecodePcapng(file.ToArray());

        Assert.Equal(expected, packets.Select(p => ((int)p.Code!.Value, p.Origin!.Time, p.Origin.From, p.Origin.To)));
        Assert.All(packets, p => Assert.Empty(p.Findings));
    }

    [Fact]
    public void A_payload_larger_than_a_segment_comes_back_whole()
    {
        byte[] entries = new byte[277 * 1000];
        byte[] packet = [24, 0x42, 0x06, .. BitConverter.GetBytes(entries.Length), .. entries];
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file, leaveOpen: true))
        {
            writer.Connect(Start, TestCapture.Client, TestCapture.Server);
            writer.Write(Start, TestCapture.Server, TestCapture.Client, packet);
        }

        DecodedPacket read = Assert.Single(Vector.DecodePcapng(file.ToArray()));

        Assert.Equal(DecodeStatus.Ok, read.Status);
        Assert.Equal(1000, read["services"]!.Children.Count);
    }

    [Fact]
    public void Checksums_add_up_and_sequence_numbers_follow_the_handshake()
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file, leaveOpen: true))
        {
            writer.Write(Start, TestCapture.Client, TestCapture.Server, "odd"u8);
            writer.Write(Start, TestCapture.Server, TestCapture.Client, "even"u8);
            writer.Close(Start, TestCapture.Client, TestCapture.Server);
        }

        file.Position = 0;
        List<byte[]> frames = [.. CaptureReader.OpenPcapng(file).ReadFrames().Select(f => f.Bytes.ToArray())];

        Assert.Equal([2, 18, 16, 24, 24, 17, 17, 16], frames.Select(f => (int)f[33]));
        Assert.Equal([0u, 0, 1, 1, 1, 4, 5, 5], frames.Select(f => Word32(f, 24)));
        Assert.Equal([0u, 1, 1, 1, 4, 5, 5, 6], frames.Select(f => Word32(f, 28)));
        Assert.All(frames, f =>
        {
            Assert.Equal(0xffff, Sum(f.AsSpan(0, 20), 0));
            Assert.Equal(0xffff, Sum(f.AsSpan(12), (uint)(6 + f.Length - 20)));
        });
    }

    [Fact]
    public void One_ipv6_address_makes_the_packets_ipv6_with_checksums_that_add_up()
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file, leaveOpen: true))
        {
            var six = new IPEndPoint(IPAddress.IPv6Loopback, 1);
            writer.Write(Start, six, TestCapture.Server, "odd"u8);
            writer.WriteDatagram(Start, six, TestCapture.Server, "even"u8);
        }

        file.Position = 0;
        List<byte[]> frames = [.. CaptureReader.OpenPcapng(file).ReadFrames().Select(f => f.Bytes.ToArray())];

        Assert.Equal([6, 6, 6, 6, 17], frames.Select(f => (int)f[6]));
        Assert.All(frames, f =>
        {
            Assert.Equal(0x60, f[0]);
            Assert.Equal(0xffff, Sum(f.AsSpan(8), (uint)(f[6] + f.Length - 40)));
        });
    }

    [Fact]
    public void A_side_that_has_no_more_to_send_ends_its_own_direction_and_a_reset_both()
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file, leaveOpen: true))
        {
            writer.Write(Start, TestCapture.Client, TestCapture.Server, "ask"u8);
            writer.Finish(Start, TestCapture.Client, TestCapture.Server);
            writer.Finish(Start, TestCapture.Client, TestCapture.Server);
            writer.Write(Start, TestCapture.Server, TestCapture.Client, "answer"u8);
            writer.Finish(Start, TestCapture.Server, TestCapture.Client);
            writer.Write(Start, TestCapture.Client, TestCapture.Server, "again"u8);
            writer.Reset(Start, TestCapture.Server, TestCapture.Client);
            writer.Reset(Start, TestCapture.Server, TestCapture.Client);
            writer.Refuse(Start, TestCapture.Client, TestCapture.Server);
        }

        file.Position = 0;
        List<byte[]> frames = [.. CaptureReader.OpenPcapng(file).ReadFrames().Select(f => f.Bytes.ToArray())];

        // SYN 2, FIN 1, RST 4, PSH 8, ACK 16.
        Assert.Equal([2, 18, 16, 24, 17, 16, 24, 17, 16, 2, 18, 16, 24, 20, 2, 20], frames.Select(f => (int)f[33]));
    }

    private static uint Word32(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));

    // RFC 1071: with its checksum in it, a header's words add up to all ones.
    private static int Sum(ReadOnlySpan<byte> bytes, uint sum)
    {
        for (int at = 0; at < bytes.Length; at += 2)
            sum += (uint)(bytes[at] << 8) | (at + 1 < bytes.Length ? bytes[at + 1] : 0u);
        while (sum > 0xffff)
            sum = (sum & 0xffff) + (sum >> 16);
        return (int)sum;
    }
}
