using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>A sink is offered the whole packets, and together with those taken apart they are what <c>DecodeAll</c> gives.</summary>
public sealed class PacketSinkTests
{
    [Fact]
    public void A_sink_receives_the_packets_of_the_recorded_session()
    {
        List<DecodedPacket> packets = SinkLaw.Check(Vector.SessionPcap());

        Assert.All(packets, p => Assert.Equal(DecodeStatus.Ok, p.Status));
    }

    [Fact]
    public void Every_packet_of_a_clean_capture_is_offered()
    {
        var sink = new Offered();

        new CaptureDecoder(new PacketDecoder(Vector.Protocol)).DecodeTo(CaptureReader.OpenPcap(new MemoryStream(Vector.SessionPcap())), sink);

        Assert.Equal(Vector.DecodePcap(Vector.SessionPcap()).Count, sink.Count);
    }

    private sealed class Offered : IPacketSink
    {
        public int Count { get; private set; }

        public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow flow, DateTimeOffset time)
        {
            Count++;
            return true;
        }

        public void Take(DecodedPacket packet) => Assert.Fail($"{packet} was not offered");
    }
}
