namespace KerberosGen.Examples.Pcap;

/// <summary>A block: draft-ietf-opsawg-pcapng, section 3.1.</summary>
[Packet]
public ref partial struct Block
{
    /// <summary>What it holds.</summary>
    public BlockType Type;

    /// <summary>Bytes in all, this and the last field included: a multiple of four.</summary>
    [PacketLength] public uint TotalLength;

    /// <summary>What it holds.</summary>
    [ChosenBy(nameof(Type))] public BlockBody Body;

    /// <summary>The length again, so that a file can be read backwards.</summary>
    [Computed(nameof(BlockSize))] public uint TotalLengthAgain;

    /// <summary>Bytes in all.</summary>
    public readonly uint BlockSize => (uint)PackedSize;
}
