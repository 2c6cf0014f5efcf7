namespace KerberosGen.Examples.Pcap;

/// <summary>epb_flags: draft-ietf-opsawg-pcapng, section 4.3.1.</summary>
[Packet]
public partial struct PacketFlags
{
    /// <summary>Which way it went.</summary>
    [Bits(2)] public PacketWay Way;

    /// <summary>How it was addressed.</summary>
    [Bits(3)] public PacketReception Reception;

    /// <summary>Bytes of check sequence behind it; 0 if not known.</summary>
    [Bits(4)] public byte FcsLength;

    /// <summary>Its checksum is left to the hardware.</summary>
    [Bits(1)] public bool HasNoChecksum;

    /// <summary>Its checksum was found right.</summary>
    [Bits(1)] public bool HasValidChecksum;

    /// <summary>It is several segments that the hardware splits.</summary>
    [Bits(1)] public bool IsSegmentedLater;

    /// <summary>Of no use yet.</summary>
    [Bits(4)] public byte Reserved;

    /// <summary>What the link found wrong.</summary>
    [Bits(16)] public ushort LinkErrors;
}
