namespace KerberosGen.Examples.Pcap;

/// <summary>How a file begins, big-endian: draft-ietf-opsawg-pcap, section 4.</summary>
[Packet, BigEndian]
public partial struct PcapHeaderBigEndian
{
    /// <summary>Says the byte order and the resolution.</summary>
    [Closed] public PcapMagic Magic;

    /// <summary>The format's version: 2.4.</summary>
    [Constant(2)] public ushort MajorVersion;

    /// <summary>The format's version: 2.4.</summary>
    [Constant(4)] public ushort MinorVersion;

    /// <summary>Out of use: once the zone's offset.</summary>
    public uint Reserved1;

    /// <summary>Out of use: once the times' accuracy.</summary>
    public uint Reserved2;

    /// <summary>The most bytes of a packet that were kept.</summary>
    public uint SnapLength;

    /// <summary>FCS len: 16-bit words of check sequence behind each packet.</summary>
    [Bits(4)] public byte FcsLength;

    /// <summary>R: of no use yet.</summary>
    [Bits(1)] public bool Reserved4;

    /// <summary>P: the length before is known.</summary>
    [Bits(1)] public bool HasFcsLength;

    /// <summary>Of no use yet.</summary>
    [Bits(10)] public ushort Reserved3;

    /// <summary>What the packets begin with.</summary>
    [Bits(16)] public LinkType LinkType;
}
