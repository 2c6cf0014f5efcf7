namespace KerberosGen.Examples.Pcap;

/// <summary>Which way a packet went.</summary>
public enum PacketWay : byte
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>In.</summary>
    Inbound = 1,

    /// <summary>Out.</summary>
    Outbound = 2,
}
