namespace KerberosGen.Examples.Pcap;

/// <summary>The first bytes of a section header, which can be read before its byte order is known.</summary>
[Packet]
public partial struct SectionStart
{
    /// <summary>A section begins.</summary>
    [Constant(BlockType.SectionHeader)] public BlockType Type;

    /// <summary>The byte order, behind a length that it decides.</summary>
    [PadBefore(4, Ignored = true), Closed] public ByteOrderMagic Magic;
}
