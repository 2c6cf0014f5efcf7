using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>An interface: draft-ietf-opsawg-pcapng, section 4.2. Packets name it by its place among those of the section.</summary>
[Packet]
public ref partial struct InterfaceDescription
{
    /// <summary>What its packets begin with.</summary>
    public LinkType LinkType;

    /// <summary>The most bytes of a packet that were kept; 0 if all.</summary>
    [PadBefore(2, Ignored = true)] public uint SnapLength;

    /// <summary>More about it.</summary>
    public PacketSequence<InterfaceOption> Options;
}
