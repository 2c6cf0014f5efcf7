namespace KerberosGen.Examples.Pcap;

/// <summary>if_tsresol, the unit of an interface's times: draft-ietf-opsawg-pcapng, section 4.2.</summary>
[Packet, BigEndian]
public partial struct TimeResolution
{
    /// <summary>True for a negative power of two, false for one of ten.</summary>
    [Bits(1)] public bool IsBinary;

    /// <summary>The power: 6 for microseconds.</summary>
    [Bits(7)] public byte Power;

    /// <summary>What holds if an interface does not say.</summary>
    public static TimeResolution Microseconds => new() { Power = 6 };
}
