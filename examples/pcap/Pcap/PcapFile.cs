using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>A whole file, little-endian: draft-ietf-opsawg-pcap, section 3.</summary>
[Packet]
public ref partial struct PcapFile
{
    /// <summary>How it begins.</summary>
    public PcapHeader Header;

    /// <summary>The packets.</summary>
    public PacketSequence<PcapRecord> Records;
}
