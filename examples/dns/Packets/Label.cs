namespace KerberosGen.Examples.Dns;

/// <summary>One label of a name, or where the rest of the name stands: RFC 1035, sections 3.1 and 4.1.4.</summary>
[Packet, BigEndian]
public ref partial struct Label
{
    /// <summary>Which of the two it is.</summary>
    [Bits(2), Closed] public LabelKind Kind;

    /// <summary>Bytes in the text, none in the root's label; of a pointer, the high bits of its offset.</summary>
    [Bits(6), LengthOf(nameof(Text))] public byte Length;

    /// <summary>The label.</summary>
    [When(nameof(Kind), LabelKind.Text), Text(TextEncoding.Ascii)] public ReadOnlySpan<byte> Text;

    /// <summary>Of a pointer, the low bits of its offset.</summary>
    [When(nameof(Kind), LabelKind.Pointer)] public byte OffsetLow;

    /// <summary>Of a pointer: bytes from the message's start to the rest of the name.</summary>
    public readonly int Offset => (Length << 8) | OffsetLow;
}
