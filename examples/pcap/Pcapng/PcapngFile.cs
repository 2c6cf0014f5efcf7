using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>A whole file whose sections are little-endian: draft-ietf-opsawg-pcapng, section 3.</summary>
[Packet]
public ref partial struct PcapngFile
{
    /// <summary>The blocks.</summary>
    public PacketSequence<Block> Blocks;
}
