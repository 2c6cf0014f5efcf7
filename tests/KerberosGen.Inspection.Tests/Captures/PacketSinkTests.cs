using FsCheck.Xunit;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>A sink is offered the whole packets, and together with those taken apart they are what <c>DecodeAll</c> gives.</summary>
public sealed class PacketSinkTests
{
    [Property(MaxTest = 100)]
    public void A_sink_receives_the_packets_of_DecodeAll_whether_it_takes_them_or_not(int seed)
    {
        var random = new Random(seed);
        byte[] pcap = [.. Vector.SessionPcap()];
        for (int flips = random.Next(20); flips > 0; flips--)
            pcap[random.Next(24, pcap.Length)] ^= (byte)(1 << random.Next(8));
        List<DecodedPacket> all = [];
        Exception? error = Record.Exception(() => all.AddRange(Decoder().DecodeAll(Reader(pcap))));

        foreach (bool takes in (bool[])[false, true])
        {
            var sink = new RecordingSink(takes);
            Exception? sinkError = Record.Exception(() => Decoder().DecodeTo(Reader(pcap), sink));

            Assert.Equal(error?.Message, sinkError?.Message);
            Assert.Equal(all.Count, sink.Count);
            foreach ((int number, (byte[] bytes, long offset, PacketFlow flow, DateTimeOffset time)) in sink.Taken)
            {
                DecodedPacket packet = all[number - 1];
                Assert.Equal(packet.Bytes.ToArray(), bytes);
                Assert.Equal((packet.Offset, packet.Origin), (offset, new PacketOrigin(time, flow.Stream, flow.From, flow.To)));
            }

            foreach (DecodedPacket packet in sink.TakenApart)
            {
                DecodedPacket expected = all[packet.Number - 1];
                Assert.Equal(expected.Bytes.ToArray(), packet.Bytes.ToArray());
                Assert.Equal(
                    (expected.Offset, expected.Origin, expected.Status, expected.Direction),
                    (packet.Offset, packet.Origin, packet.Status, packet.Direction));
            }
        }
    }

    [Fact]
    public void Every_packet_of_a_clean_capture_is_offered()
    {
        var sink = new RecordingSink(takes: true);

        Decoder().DecodeTo(Reader(Vector.SessionPcap()), sink);

        Assert.NotEmpty(sink.Taken);
        Assert.Empty(sink.TakenApart);
    }

    private static CaptureDecoder Decoder() => new(new PacketDecoder(Vector.Protocol));

    private static CaptureReader Reader(byte[] pcap) => CaptureReader.OpenPcap(new MemoryStream(pcap));

    private sealed class RecordingSink(bool takes) : IPacketSink
    {
        public int Count { get; private set; }

        public Dictionary<int, (byte[] Bytes, long Offset, PacketFlow Flow, DateTimeOffset Time)> Taken { get; } = [];

        public List<DecodedPacket> TakenApart { get; } = [];

        public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow flow, DateTimeOffset time)
        {
            if (takes)
                Taken.Add(++Count, (packet.ToArray(), offset, flow, time));
            return takes;
        }

        public void Take(DecodedPacket packet)
        {
            Assert.Equal(++Count, packet.Number);
            TakenApart.Add(packet);
        }
    }
}
