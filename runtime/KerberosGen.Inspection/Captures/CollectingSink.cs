using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Captures;

/// <summary>Collects the packets of a capture, each taken apart.</summary>
internal sealed class CollectingSink : IPacketSink
{
    public List<DecodedPacket> Packets { get; } = [];

    public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow flow, DateTimeOffset time) => false;

    public void Take(DecodedPacket packet) => Packets.Add(packet);
}
