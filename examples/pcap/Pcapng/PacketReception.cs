namespace KerberosGen.Examples.Pcap;

/// <summary>How a packet was addressed.</summary>
public enum PacketReception : byte
{
    /// <summary>Not known.</summary>
    Unspecified = 0,

    /// <summary>To one.</summary>
    Unicast = 1,

    /// <summary>To some.</summary>
    Multicast = 2,

    /// <summary>To all.</summary>
    Broadcast = 3,

    /// <summary>To others.</summary>
    Promiscuous = 4,
}
