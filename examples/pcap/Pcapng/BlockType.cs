namespace KerberosGen.Examples.Pcap;

/// <summary>What a block holds: draft-ietf-opsawg-pcapng, section 11.1. Others are kept.</summary>
public enum BlockType : uint
{
    /// <summary>IDB: an interface.</summary>
    InterfaceDescription = 1,

    /// <summary>SPB: a packet without a time.</summary>
    SimplePacket = 3,

    /// <summary>NRB: names of addresses.</summary>
    NameResolution = 4,

    /// <summary>ISB: an interface's counters.</summary>
    InterfaceStatistics = 5,

    /// <summary>EPB: a packet.</summary>
    EnhancedPacket = 6,

    /// <summary>DSB: keys of what was captured.</summary>
    DecryptionSecrets = 10,

    /// <summary>SHB: a section begins. Reads the same in either byte order.</summary>
    SectionHeader = 0x0A0D0D0A,
}
