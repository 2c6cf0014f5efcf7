using System.Buffers.Binary;

namespace KerberosGen.Inspection.Captures.Formats;

/// <summary>In front of every block of a pcapng file (draft-ietf-opsawg-pcapng, section 3.1).</summary>
[Packet]
internal partial struct PcapngBlockHeader
{
    /// <summary>What the block is.</summary>
    public uint Type;

    /// <summary>Bytes of the whole block, this header and the length behind it included.</summary>
    public uint TotalLength;

    /// <summary>The same in the other byte order.</summary>
    public readonly PcapngBlockHeader Swapped() => new()
    {
        Type = BinaryPrimitives.ReverseEndianness(Type),
        TotalLength = BinaryPrimitives.ReverseEndianness(TotalLength),
    };
}

/// <summary>The body of a section header block (section 4.1).</summary>
[Packet]
internal partial struct PcapngSectionHeader
{
    /// <summary>0x1a2b3c4d in the section's byte order.</summary>
    public uint Magic;

    /// <summary>Major version: 1.</summary>
    public ushort Major;

    /// <summary>Minor version: 0.</summary>
    public ushort Minor;

    /// <summary>Bytes of the section; -1 if not given.</summary>
    public long SectionLength;
}

/// <summary>The body of an interface description block, before its options (section 4.2).</summary>
[Packet]
internal partial struct PcapngInterface
{
    /// <summary>What stands at the beginning of its packets.</summary>
    public ushort LinkType;

    /// <summary>Zero.</summary>
    public ushort Reserved;

    /// <summary>The largest packet that was kept, in bytes; 0 for no limit.</summary>
    public uint SnapLength;

    /// <summary>The same in the other byte order.</summary>
    public readonly PcapngInterface Swapped() => new()
    {
        LinkType = BinaryPrimitives.ReverseEndianness(LinkType),
        SnapLength = BinaryPrimitives.ReverseEndianness(SnapLength),
    };
}

/// <summary>The body of an enhanced packet block, before the packet's bytes (section 4.3).</summary>
[Packet]
internal partial struct PcapngPacket
{
    /// <summary>Which interface, counted from 0 in its section.</summary>
    public uint Interface;

    /// <summary>The time's upper half, in units of the interface's resolution.</summary>
    public uint TimeHigh;

    /// <summary>The time's lower half.</summary>
    public uint TimeLow;

    /// <summary>Bytes of the packet in the file.</summary>
    public uint CapturedLength;

    /// <summary>Bytes of the packet on the wire.</summary>
    public uint OriginalLength;

    /// <summary>The same in the other byte order.</summary>
    public readonly PcapngPacket Swapped() => new()
    {
        Interface = BinaryPrimitives.ReverseEndianness(Interface),
        TimeHigh = BinaryPrimitives.ReverseEndianness(TimeHigh),
        TimeLow = BinaryPrimitives.ReverseEndianness(TimeLow),
        CapturedLength = BinaryPrimitives.ReverseEndianness(CapturedLength),
        OriginalLength = BinaryPrimitives.ReverseEndianness(OriginalLength),
    };
}

/// <summary>The body of an obsolete packet block, before the packet's bytes (section A of the draft).</summary>
[Packet]
internal partial struct PcapngObsoletePacket
{
    /// <summary>Which interface, counted from 0 in its section.</summary>
    public ushort Interface;

    /// <summary>Packets lost since the one before; 65535 if not known.</summary>
    public ushort Drops;

    /// <summary>The time's upper half, in units of the interface's resolution.</summary>
    public uint TimeHigh;

    /// <summary>The time's lower half.</summary>
    public uint TimeLow;

    /// <summary>Bytes of the packet in the file.</summary>
    public uint CapturedLength;

    /// <summary>Bytes of the packet on the wire.</summary>
    public uint OriginalLength;

    /// <summary>The same in the other byte order.</summary>
    public readonly PcapngObsoletePacket Swapped() => new()
    {
        Interface = BinaryPrimitives.ReverseEndianness(Interface),
        Drops = BinaryPrimitives.ReverseEndianness(Drops),
        TimeHigh = BinaryPrimitives.ReverseEndianness(TimeHigh),
        TimeLow = BinaryPrimitives.ReverseEndianness(TimeLow),
        CapturedLength = BinaryPrimitives.ReverseEndianness(CapturedLength),
        OriginalLength = BinaryPrimitives.ReverseEndianness(OriginalLength),
    };

    /// <summary>What an enhanced packet block says in its place.</summary>
    public readonly PcapngPacket ToEnhanced() => new()
    {
        Interface = Interface,
        TimeHigh = TimeHigh,
        TimeLow = TimeLow,
        CapturedLength = CapturedLength,
        OriginalLength = OriginalLength,
    };
}

/// <summary>The body of a simple packet block, before the packet's bytes (section 4.4).</summary>
[Packet]
internal partial struct PcapngSimplePacket
{
    /// <summary>Bytes of the packet on the wire.</summary>
    public uint OriginalLength;
}

/// <summary>In front of an option's value (section 3.5).</summary>
[Packet]
internal partial struct PcapngOption
{
    /// <summary>What it is; 0 ends the options.</summary>
    public ushort Code;

    /// <summary>Bytes of its value, without the padding to four.</summary>
    public ushort Length;

    /// <summary>The same in the other byte order.</summary>
    public readonly PcapngOption Swapped() => new()
    {
        Code = BinaryPrimitives.ReverseEndianness(Code),
        Length = BinaryPrimitives.ReverseEndianness(Length),
    };
}
