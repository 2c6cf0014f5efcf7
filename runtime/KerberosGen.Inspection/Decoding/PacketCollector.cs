namespace KerberosGen.Inspection.Decoding;

/// <summary>Collects the packets of a stream, each taken apart.</summary>
internal sealed class PacketCollector : IStreamSink
{
    public List<DecodedPacket> Packets { get; } = [];

    public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset) => false;

    public void Take(DecodedPacket packet) => Packets.Add(packet);
}
