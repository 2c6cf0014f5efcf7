namespace KerberosGen.Examples.Pcap;

/// <summary>What stands in a block; its type says which.</summary>
[Union]
public ref partial struct BlockBody
{
    /// <summary>SHB.</summary>
    [Case(BlockType.SectionHeader)] public SectionHeader Section;

    /// <summary>IDB.</summary>
    [Case(BlockType.InterfaceDescription)] public InterfaceDescription Interface;

    /// <summary>EPB.</summary>
    [Case(BlockType.EnhancedPacket)] public EnhancedPacket Packet;

    /// <summary>SPB.</summary>
    [Case(BlockType.SimplePacket)] public SimplePacket Simple;

    /// <summary>ISB.</summary>
    [Case(BlockType.InterfaceStatistics)] public InterfaceStatistics Statistics;

    /// <summary>Any other, as it stands.</summary>
    [Otherwise] public ReadOnlySpan<byte> Unknown;
}
