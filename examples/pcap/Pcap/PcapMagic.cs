namespace KerberosGen.Examples.Pcap;

/// <summary>How a file begins, and what its fractions of a second are.</summary>
public enum PcapMagic : uint
{
    /// <summary>They are microseconds.</summary>
    Microseconds = 0xA1B2C3D4,

    /// <summary>They are nanoseconds.</summary>
    Nanoseconds = 0xA1B23C4D,
}
