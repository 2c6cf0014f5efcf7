using System.Net;
using System.Text;
using FsCheck.Xunit;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Inputs;
using KerberosGen.Inspection.Quick;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector;
using Xunit;

namespace KerberosGen.Inspection.Tests.Quick;

public sealed class QuickSinkTests
{
    private static readonly PacketFlow s_flow = new(0, new IPEndPoint(IPAddress.Loopback, 1), new IPEndPoint(IPAddress.Loopback, 2));

    [Property(MaxTest = 60)]
    public void A_capture_sent_to_lines_is_what_the_decoder_and_the_renderer_make_of_it(int seed)
    {
        byte[] pcap = Altered(Vector.SessionPcap(), new Random(seed));

        string slow = Lines(write => Tolerate(() =>
        {
            foreach (DecodedPacket packet in Decoder().DecodeAll(Open(pcap)))
                write(packet);
        }));
        Assert.Equal(slow, QuickLines(sink => Tolerate(() => Decoder().DecodeTo(Open(pcap), sink))));
    }

    [Fact]
    public void A_version_and_an_IV_that_come_wrong_are_found_without_keys_too()
    {
        byte[] message = ChatSamples.Messages(new Random(3)).First(m => m.Bytes is [_, _, ..] && m.Direction == PacketDirection.Request && m.Bytes[17] == 0x05 && m.Bytes.Length > 60).Bytes;
        byte[] reused = [.. message[..^1], (byte)~message[^1]];
        byte[] versioned = [.. message[..16], 25, .. message[17..]];
        byte[] bytes = [.. message, .. reused, .. message, .. versioned];
        using var slowKeys = new KeyChain();
        using var quickKeys = new KeyChain();
        var quick = new PacketDecoder(Vector.Protocol, quickKeys);

        string slow = Lines(write => RawPackets.Decode(new MemoryStream(bytes), new PacketDecoder(Vector.Protocol, slowKeys), PacketDirection.Request, 0).ToList().ForEach(write));
        Assert.Contains("KGI137", slow, StringComparison.Ordinal);
        Assert.Contains("KGI138", slow, StringComparison.Ordinal);
        Assert.Equal(slow, QuickLines(sink => RawPackets.DecodeTo(new MemoryStream(bytes), quick, PacketDirection.Request, 0, sink), quick));
    }

    [Property(MaxTest = 60)]
    public void Raw_packets_sent_to_lines_are_what_the_decoder_and_the_renderer_make_of_them(int seed)
    {
        var random = new Random(seed);
        byte[] bytes = [.. ChatSamples.Messages(random).Where(m => m.Direction == PacketDirection.Request).SelectMany(m => random.Next(4) > 0 ? m.Bytes : ChatSamples.Mutate(m.Bytes, random))];
        var decoder = new PacketDecoder(Vector.Protocol);

        string slow = Lines(write => RawPackets.Decode(new MemoryStream(bytes), decoder, PacketDirection.Request, 0).ToList().ForEach(write));
        Assert.Equal(slow, QuickLines(sink => RawPackets.DecodeTo(new MemoryStream(bytes), decoder, PacketDirection.Request, 0, sink)));
    }

    [Property(MaxTest = 60)]
    public void Checking_hands_on_the_packets_with_findings_and_no_others(int seed)
    {
        byte[] pcap = Altered(Vector.SessionPcap(), new Random(seed));
        List<int> wrong = [], handedOn = [];
        int count = 0;
        Tolerate(() =>
        {
            foreach (DecodedPacket packet in Decoder().DecodeAll(Open(pcap)))
            {
                count++;
                if (packet.Status != DecodeStatus.Ok || packet.AllFindings.Any())
                    wrong.Add(packet.Number);
            }
        });
        var sink = new CheckingSink(new PacketDecoder(Vector.Protocol), p => handedOn.Add(p.Number));
        Tolerate(() => Decoder().DecodeTo(Open(pcap), sink));

        Assert.Equal(wrong, handedOn);
        Assert.Equal(count, sink.Count);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_packet_that_is_written_or_checked()
    {
        // Those that hold a ticket have another version within.
        List<(byte[] Bytes, PacketDirection Direction)> packets = [.. ChatSamples.Messages(new Random(7)).Where(m => !HoldsTicket(m))];
        foreach ((byte[] bytes, PacketDirection direction) in packets)
            bytes[direction == PacketDirection.Request ? 16 : 0] = 24;
        using var keys = new KeyChain();
        var written = new QuickJsonSink(new PacketDecoder(Vector.Protocol, keys), showSecrets: false, Stream.Null, _ => { });
        var isChecked = new CheckingSink(new PacketDecoder(Vector.Protocol, keys), _ => { });

        Assert.Equal(0, AllocatedBy(written, packets));
        Assert.Equal(0, AllocatedBy(isChecked, packets));
    }

    private static bool HoldsTicket((byte[] Bytes, PacketDirection Direction) message) =>
        new PacketDecoder(Vector.Protocol).Decode(message.Bytes, message.Direction)["ticket"] is not null;

    private static long AllocatedBy(QuickSink sink, List<(byte[] Bytes, PacketDirection Direction)> packets)
    {
        long least = long.MaxValue;
        // The first rounds make plans; the JIT may allocate while it compiles.
        for (int round = 0; round < 20 && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach ((byte[] bytes, PacketDirection direction) in packets)
                Assert.True(sink.TryTake(bytes, direction, round, s_flow, DateTimeOffset.UnixEpoch.AddSeconds(round)));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static string QuickLines(Action<QuickSink> send, PacketDecoder? decoder = null)
    {
        using var output = new MemoryStream();
        var renderer = new JsonRenderer(output, new RenderOptions(), lines: true);
        var sink = new QuickJsonSink(decoder ?? new PacketDecoder(Vector.Protocol), showSecrets: false, output, renderer.Write);
        send(sink);
        sink.Flush();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Lines(Action<Action<DecodedPacket>> decode)
    {
        using var output = new MemoryStream();
        decode(new JsonRenderer(output, new RenderOptions(), lines: true).Write);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    // A broken capture hands out what stands before the break.
    private static void Tolerate(Action decode)
    {
        try
        {
            decode();
        }
        catch (CaptureFormatException)
        {
        }
    }

    private static CaptureDecoder Decoder() => new(new PacketDecoder(Vector.Protocol));

    private static CaptureReader Open(byte[] pcap) => CaptureReader.OpenPcap(new MemoryStream(pcap));

    private static byte[] Altered(byte[] pcap, Random random)
    {
        for (int flips = random.Next(40); flips > 0; flips--)
            pcap[random.Next(24, pcap.Length)] = (byte)random.Next(256);
        return pcap;
    }
}
