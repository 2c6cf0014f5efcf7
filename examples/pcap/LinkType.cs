namespace KerberosGen.Examples.Pcap;

/// <summary>What the packets of an interface begin with: the registry of draft-ietf-opsawg-pcaplinktype. Others are kept.</summary>
public enum LinkType : ushort
{
    /// <summary>An address family of four bytes, in the order of the capturing machine.</summary>
    Null = 0,

    /// <summary>IEEE 802.3.</summary>
    Ethernet = 1,

    /// <summary>IPv4 or IPv6, nothing before it.</summary>
    Raw = 101,

    /// <summary>IEEE 802.11.</summary>
    Wireless = 105,

    /// <summary>Linux, any interface.</summary>
    LinuxCooked = 113,

    /// <summary>For private use.</summary>
    User0 = 147,

    /// <summary>Linux, any interface, with its index.</summary>
    LinuxCooked2 = 276,
}
