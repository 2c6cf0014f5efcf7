using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Captures;

/// <summary>Makes what cuts a direction into packets.</summary>
/// <param name="decoder">Takes each packet apart.</param>
/// <param name="packet">What stands one after the other without headers; null for the headers and messages of the protocol.</param>
internal sealed class PacketStreams(PacketDecoder decoder, PacketLayout? packet)
{
    public PacketDecoder Decoder => decoder;

    public PacketLayout? Packet => packet;

    public HeaderProbes Probes { get; } = new(decoder.Protocol);

    /// <summary>Cuts what travels this way. A protocol that declares one direction only speaks the same both ways.</summary>
    /// <param name="direction">Which way.</param>
    /// <param name="isLost">True if the first bytes may stand within a packet.</param>
    public IPacketStream Open(PacketDirection direction, bool isLost) => packet is not null
        ? new PacketRunDecoder(decoder, packet)
        : new StreamDecoder(decoder, Probes.Of(direction) ?? Probes.Default, isLost);
}
