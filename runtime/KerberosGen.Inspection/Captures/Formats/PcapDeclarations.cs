using System.Buffers.Binary;

namespace KerberosGen.Inspection.Captures.Formats;

/// <summary>The beginning of a pcap file (draft-ietf-opsawg-pcap, section 4).</summary>
[Packet]
internal partial struct PcapFileHeader
{
    /// <summary>0xa1b2c3d4 for microseconds, 0xa1b23c4d for nanoseconds.</summary>
    public uint Magic;

    /// <summary>Major version: 2.</summary>
    public ushort Major;

    /// <summary>Minor version: 4.</summary>
    public ushort Minor;

    /// <summary>Unused.</summary>
    public int ZoneOffset;

    /// <summary>Unused.</summary>
    public uint Accuracy;

    /// <summary>The largest packet that was kept, in bytes.</summary>
    public uint SnapLength;

    /// <summary>The link type in the low 16 bits; above them, the size of a frame check sequence.</summary>
    public uint LinkType;
}

/// <summary>In front of every packet of a pcap file (draft-ietf-opsawg-pcap, section 5).</summary>
[Packet]
internal partial struct PcapRecordHeader
{
    /// <summary>Seconds since 1970 UTC.</summary>
    public uint Seconds;

    /// <summary>Micro- or nanoseconds, as the file's magic says.</summary>
    public uint Fraction;

    /// <summary>Bytes of the packet in the file.</summary>
    public uint CapturedLength;

    /// <summary>Bytes of the packet on the wire.</summary>
    public uint OriginalLength;

    /// <summary>The same in the other byte order.</summary>
    public readonly PcapRecordHeader Swapped() => new()
    {
        Seconds = BinaryPrimitives.ReverseEndianness(Seconds),
        Fraction = BinaryPrimitives.ReverseEndianness(Fraction),
        CapturedLength = BinaryPrimitives.ReverseEndianness(CapturedLength),
        OriginalLength = BinaryPrimitives.ReverseEndianness(OriginalLength),
    };
}
