using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Captures;

/// <summary>Where a capture's packets go, and how many went there.</summary>
/// <param name="decoder">Opens their ciphertexts, once it is known where they came from.</param>
internal sealed class CaptureOutput(PacketDecoder decoder)
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
        packet.Origin = new PacketOrigin(flow.Time, packets.Stream, packets.From, packets.To) { IsDatagram = flow.IsDatagram };
        packet.Number = ++_packets;
        decoder.Open(packet);
        Sink.Take(packet);
    }
}
