namespace KerberosGen.Inspection.Captures;

/// <summary>What stands at the beginning of a captured frame (the registry of draft-ietf-opsawg-pcaplinktype).</summary>
public enum LinkType : ushort
{
    /// <summary>BSD loopback: the address family as four bytes in the capturing machine's order.</summary>
    Null = 0,

    /// <summary>Ethernet (IEEE 802.3).</summary>
    Ethernet = 1,

    /// <summary>An IP packet: some BSDs' number for it.</summary>
    RawBsd = 12,

    /// <summary>An IP packet: OpenBSD's number for it.</summary>
    RawOpenBsd = 14,

    /// <summary>An IPv4 or IPv6 packet.</summary>
    Raw = 101,

    /// <summary>OpenBSD loopback: the address family in network order.</summary>
    Loop = 108,

    /// <summary>Linux 'cooked' capture, version 1.</summary>
    LinuxSll = 113,

    /// <summary>An IPv4 packet.</summary>
    IPv4 = 228,

    /// <summary>An IPv6 packet.</summary>
    IPv6 = 229,

    /// <summary>Linux 'cooked' capture, version 2.</summary>
    LinuxSll2 = 276,
}
