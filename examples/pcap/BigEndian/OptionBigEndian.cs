namespace KerberosGen.Examples.Pcap;

/// <summary>An option of any block, big-endian: draft-ietf-opsawg-pcapng, section 3.5.</summary>
[Packet, BigEndian, Align(4, Ignored = true)]
public ref partial struct OptionBigEndian
{
    /// <summary>What it is; the block's type says which list of codes it is of.</summary>
    public ushort Code;

    /// <summary>Bytes in the value, without the padding behind it.</summary>
    [LengthOf(nameof(Value))] public ushort Length;

    /// <summary>The value.</summary>
    public ReadOnlySpan<byte> Value;
}
