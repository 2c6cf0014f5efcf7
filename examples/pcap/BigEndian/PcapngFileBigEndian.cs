using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>A whole file whose sections are big-endian: draft-ietf-opsawg-pcapng, section 3.</summary>
[Packet, BigEndian]
public ref partial struct PcapngFileBigEndian
{
    /// <summary>The blocks.</summary>
    public PacketSequence<BlockBigEndian> Blocks;
}
