namespace KerberosGen.Inspection.Decoding;

/// <summary>Collects the packets of a stream, each taken apart.</summary>
/// <param name="opener">Opens their ciphertexts; null to leave that to who takes them.</param>
internal sealed class PacketCollector(PacketDecoder? opener) : IStreamSink
{
    public List<DecodedPacket> Packets { get; } = [];

    public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset) => false;

    public void Take(DecodedPacket packet)
    {
        opener?.Open(packet);
        Packets.Add(packet);
    }
}
