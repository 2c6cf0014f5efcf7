using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>A packet, big-endian: draft-ietf-opsawg-pcapng, section 4.3.</summary>
[Packet, BigEndian]
public ref partial struct EnhancedPacketBigEndian
{
    /// <summary>The interface's place among those of the section.</summary>
    public uint InterfaceId;

    /// <summary>When it was captured, in units of the interface's resolution: the upper half.</summary>
    public uint TimestampHigh;

    /// <summary>The lower half.</summary>
    public uint TimestampLow;

    /// <summary>Bytes that were kept.</summary>
    [LengthOf(nameof(Data))] public uint CapturedLength;

    /// <summary>Bytes that there were.</summary>
    public uint OriginalLength;

    /// <summary>The packet.</summary>
    public ReadOnlySpan<byte> Data;

    /// <summary>More about it.</summary>
    [Align(4, Ignored = true)] public PacketSequence<OptionBigEndian> Options;

    /// <summary>When it was captured, in units of the interface's resolution.</summary>
    public readonly ulong Timestamp => ((ulong)TimestampHigh << 32) | TimestampLow;
}
