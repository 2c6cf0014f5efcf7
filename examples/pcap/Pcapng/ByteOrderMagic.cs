namespace KerberosGen.Examples.Pcap;

/// <summary>A section's byte order, read as a little-endian number.</summary>
public enum ByteOrderMagic : uint
{
    /// <summary>The section is little-endian.</summary>
    LittleEndian = 0x1A2B3C4D,

    /// <summary>The section is big-endian.</summary>
    BigEndian = 0x4D3C2B1A,
}
