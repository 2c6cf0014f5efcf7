using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>An interface's counters: draft-ietf-opsawg-pcapng, section 4.6.</summary>
[Packet]
public ref partial struct InterfaceStatistics
{
    /// <summary>The interface's place among those of the section.</summary>
    public uint InterfaceId;

    /// <summary>When they were read, in units of the interface's resolution: the upper half.</summary>
    public uint TimestampHigh;

    /// <summary>The lower half.</summary>
    public uint TimestampLow;

    /// <summary>The counters.</summary>
    public PacketSequence<StatisticsOption> Options;
}
