namespace KerberosGen.Inspection.Captures.Formats;

/// <summary>An Ethernet address.</summary>
[FixedBytes(6)]
internal readonly partial struct EthernetAddress;

/// <summary>A link address of a cooked capture, padded to eight bytes.</summary>
[FixedBytes(8)]
internal readonly partial struct CookedAddress;

/// <summary>In front of a packet of a loopback interface (LINKTYPE_NULL, LINKTYPE_LOOP).</summary>
[Packet, BigEndian]
internal partial struct LoopbackHeader
{
    /// <summary>The address family, in the capturing machine's order or the network's; its number for IPv6 is each system's own.</summary>
    public uint Family;
}

/// <summary>An Ethernet header (IEEE 802.3, type encapsulation).</summary>
[Packet, BigEndian]
internal partial struct EthernetHeader
{
    /// <summary>Who it is for.</summary>
    public EthernetAddress Destination;

    /// <summary>Who sent it.</summary>
    public EthernetAddress Source;

    /// <summary>What stands behind it: 0x0800 for IPv4, 0x86dd for IPv6, 0x8100 or 0x88a8 for a VLAN tag.</summary>
    public ushort EtherType;
}

/// <summary>A VLAN tag, behind the type that announces it (IEEE 802.1Q, 802.1ad).</summary>
[Packet, BigEndian]
internal partial struct VlanTag
{
    /// <summary>Priority in the upper four bits, the VLAN's number below.</summary>
    public ushort Control;

    /// <summary>What stands behind it.</summary>
    public ushort EtherType;
}

/// <summary>In front of a packet of a Linux 'cooked' capture, version 1 (LINKTYPE_LINUX_SLL).</summary>
[Packet, BigEndian]
internal partial struct CookedHeader
{
    /// <summary>Whether it was received or sent.</summary>
    public ushort PacketType;

    /// <summary>The interface's ARPHRD number.</summary>
    public ushort Hardware;

    /// <summary>Bytes of the address that count.</summary>
    public ushort AddressLength;

    /// <summary>Who sent it.</summary>
    public CookedAddress Address;

    /// <summary>What stands behind it: an EtherType.</summary>
    public ushort EtherType;
}

/// <summary>In front of a packet of a Linux 'cooked' capture, version 2 (LINKTYPE_LINUX_SLL2).</summary>
[Packet, BigEndian]
internal partial struct CookedHeader2
{
    /// <summary>What stands behind it: an EtherType.</summary>
    public ushort EtherType;

    /// <summary>Zero.</summary>
    public ushort Reserved;

    /// <summary>The interface's number.</summary>
    public uint Interface;

    /// <summary>The interface's ARPHRD number.</summary>
    public ushort Hardware;

    /// <summary>Whether it was received or sent.</summary>
    public byte PacketType;

    /// <summary>Bytes of the address that count.</summary>
    public byte AddressLength;

    /// <summary>Who sent it.</summary>
    public CookedAddress Address;
}
