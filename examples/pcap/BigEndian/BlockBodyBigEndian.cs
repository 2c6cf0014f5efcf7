namespace KerberosGen.Examples.Pcap;

/// <summary>What stands in a big-endian block; its type says which.</summary>
[Union, BigEndian]
public ref partial struct BlockBodyBigEndian
{
    /// <summary>SHB.</summary>
    [Case(BlockType.SectionHeader)] public SectionHeaderBigEndian Section;

    /// <summary>IDB.</summary>
    [Case(BlockType.InterfaceDescription)] public InterfaceDescriptionBigEndian Interface;

    /// <summary>EPB.</summary>
    [Case(BlockType.EnhancedPacket)] public EnhancedPacketBigEndian Packet;

    /// <summary>SPB.</summary>
    [Case(BlockType.SimplePacket)] public SimplePacketBigEndian Simple;

    /// <summary>Any other, as it stands.</summary>
    [Otherwise] public ReadOnlySpan<byte> Unknown;
}
