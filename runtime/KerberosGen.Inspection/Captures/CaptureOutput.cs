using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Captures;

/// <summary>Where a capture's packets go, and how many went there.</summary>
internal sealed class CaptureOutput
{
    private int _packets;

    public IPacketSink Sink { get; set; } = new CollectingSink();

    public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, Flow flow)
    {
        if (!Sink.TryTake(packet, direction, offset, flow.Packets, flow.Time))
            return false;
        _packets++;
        return true;
    }

    public void Take(DecodedPacket packet, Flow flow)
    {
        PacketFlow packets = flow.Packets;
        packet.Origin = new PacketOrigin(flow.Time, packets.Stream, packets.From, packets.To);
        packet.Number = ++_packets;
        Sink.Take(packet);
    }
}
