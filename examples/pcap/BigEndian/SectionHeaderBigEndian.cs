using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>A section begins, big-endian: draft-ietf-opsawg-pcapng, section 4.1.</summary>
[Packet, BigEndian]
public ref partial struct SectionHeaderBigEndian
{
    /// <summary>Byte-Order Magic.</summary>
    [Constant(0x1A2B3C4DU)] public uint Magic;

    /// <summary>The format's version: 1.0, or 1.2 which is the same.</summary>
    [Constant(1)] public ushort MajorVersion;

    /// <summary>The format's version.</summary>
    [OneOf(0, 2)] public ushort MinorVersion;

    /// <summary>Bytes to the next section; -1 if the writer did not say.</summary>
    public long SectionLength;

    /// <summary>More about it.</summary>
    public PacketSequence<OptionBigEndian> Options;
}
