using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>A whole file, big-endian: draft-ietf-opsawg-pcap, section 3.</summary>
[Packet, BigEndian]
public ref partial struct PcapFileBigEndian
{
    /// <summary>How it begins.</summary>
    public PcapHeaderBigEndian Header;

    /// <summary>The packets.</summary>
    public PacketSequence<PcapRecordBigEndian> Records;
}
