using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>A section begins: draft-ietf-opsawg-pcapng, section 4.1.</summary>
[Packet]
public ref partial struct SectionHeader
{
    /// <summary>Byte-Order Magic.</summary>
    [Constant(ByteOrderMagic.LittleEndian)] public ByteOrderMagic Magic;

    /// <summary>The format's version: 1.0, or 1.2 which is the same.</summary>
    [Constant(1)] public ushort MajorVersion;

    /// <summary>The format's version.</summary>
    [OneOf(0, 2)] public ushort MinorVersion;

    /// <summary>Bytes to the next section; -1 if the writer did not say.</summary>
    public long SectionLength;

    /// <summary>More about it.</summary>
    public PacketSequence<SectionOption> Options;
}
