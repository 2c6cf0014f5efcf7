namespace KerberosGen.Inspection.Captures.Formats;

/// <summary>An IPv4 address, in network order.</summary>
[FixedBytes(4, Display = BytesDisplay.IPv4)]
internal readonly partial struct IPv4Octets;

/// <summary>An IPv6 address, in network order.</summary>
[FixedBytes(16)]
internal readonly partial struct IPv6Octets;

/// <summary>An IPv4 header without its options (RFC 791, section 3.1).</summary>
[Packet, BigEndian]
internal partial struct IPv4Header
{
    /// <summary>The version, 4, in the upper half; the header's length in words of four bytes in the lower.</summary>
    public byte VersionAndLength;

    /// <summary>Type of service.</summary>
    public byte Service;

    /// <summary>Bytes of the header and what it carries; 0 where the network card cuts segments itself.</summary>
    public ushort TotalLength;

    /// <summary>Which datagram a fragment belongs to.</summary>
    public ushort Identification;

    /// <summary>Three flags and the fragment's place, in units of eight bytes.</summary>
    public ushort FlagsAndFragment;

    /// <summary>Hops left.</summary>
    public byte TimeToLive;

    /// <summary>What it carries: 6 for TCP, 17 for UDP.</summary>
    public byte Protocol;

    /// <summary>The header's checksum.</summary>
    public ushort Checksum;

    /// <summary>Who sent it.</summary>
    public IPv4Octets Source;

    /// <summary>Who it is for.</summary>
    public IPv4Octets Destination;
}

/// <summary>An IPv6 header (RFC 8200, section 3).</summary>
[Packet, BigEndian]
internal partial struct IPv6Header
{
    /// <summary>The version, 6, in the upper four bits.</summary>
    public uint VersionClassFlow;

    /// <summary>Bytes behind this header.</summary>
    public ushort PayloadLength;

    /// <summary>What stands behind this header.</summary>
    public byte NextHeader;

    /// <summary>Hops left.</summary>
    public byte HopLimit;

    /// <summary>Who sent it.</summary>
    public IPv6Octets Source;

    /// <summary>Who it is for.</summary>
    public IPv6Octets Destination;
}

/// <summary>A TCP header without its options (RFC 9293, section 3.1).</summary>
[Packet, BigEndian]
internal partial struct TcpHeader
{
    /// <summary>The sender's port.</summary>
    public ushort SourcePort;

    /// <summary>The receiver's port.</summary>
    public ushort DestinationPort;

    /// <summary>The place of the first byte in the sender's stream.</summary>
    public uint Sequence;

    /// <summary>The next byte that the sender expects.</summary>
    public uint Acknowledgment;

    /// <summary>The header's length in words of four bytes, in the upper half.</summary>
    public byte DataOffset;

    /// <summary>FIN 1, SYN 2, RST 4, PSH 8, ACK 16.</summary>
    public byte Flags;

    /// <summary>Bytes that the sender can take.</summary>
    public ushort Window;

    /// <summary>The segment's checksum.</summary>
    public ushort Checksum;

    /// <summary>Where urgent data ends.</summary>
    public ushort Urgent;
}

/// <summary>A UDP header (RFC 768).</summary>
[Packet, BigEndian]
internal partial struct UdpHeader
{
    /// <summary>The sender's port.</summary>
    public ushort SourcePort;

    /// <summary>The receiver's port.</summary>
    public ushort DestinationPort;

    /// <summary>Bytes of this header and the data.</summary>
    public ushort Length;

    /// <summary>The datagram's checksum.</summary>
    public ushort Checksum;
}
