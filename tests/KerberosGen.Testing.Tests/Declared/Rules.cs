using KerberosGen.Codec;

namespace KerberosGen.Testing.Tests.Declared;

/// <summary>Values that follow from others.</summary>
[Packet]
public ref partial struct Computed
{
    [Bits(4)] public byte Kind;
    [Bits(4)] public byte Twice;
    [Computed(nameof(Words))] public ushort WordCount;
    [Computed(nameof(IsEmpty))] public bool Empty;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Content;
    [Computed(nameof(Inverse))] public byte Complement;

    public readonly ushort Words => (ushort)((Content.Length + 3) / 4);

    public readonly bool IsEmpty => Content.IsEmpty;

    public readonly byte Inverse => (byte)~Kind;
}

/// <summary>A computed value in a packet of fixed size, below a checksum.</summary>
[Packet]
public partial struct FixedComputed
{
    public byte A;
    public byte B;
    [Computed(nameof(Sum)), BigEndian] public ushort Total;
    [Checksum<Crc16>] public ushort Crc;

    public readonly ushort Sum => (ushort)(A + B);
}

/// <summary>A computed value in an entry of a list.</summary>
[Packet]
public partial struct Total
{
    public byte A;
    [Computed(nameof(Double))] public ushort Twice;

    public readonly ushort Double => (ushort)(2 * A);
}

/// <summary>A value of many bits that follows from others.</summary>
[Packet]
public partial struct WideComputed
{
    public uint A;
    [Computed(nameof(Inverse))] public uint Complement;

    public readonly uint Inverse => ~A;
}

/// <summary>A packet with a rule of its own.</summary>
[Packet]
public ref partial struct Ordered
{
    public byte First;
    public byte Second;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Content;

    readonly partial void Validate(ref PacketValidation validation)
    {
        if (First > Second)
            validation.Refuse(nameof(Second));
    }
}

/// <summary>Rules within a list and beside it.</summary>
[Packet]
public ref partial struct RuledParts
{
    [Bits(6), Constant(5)] public byte Kind;
    [Bits(2), CountOf(nameof(More))] public byte MoreCount;
    [CountPrefix(1)] public PacketList<Total> Totals;
    public Ordered One;
    public PacketSequence<Ordered> More;
}

/// <summary>A rule that random values never keep.</summary>
[Packet]
public partial struct Strict
{
    public ulong First;
    public ulong Second;

    readonly partial void Validate(ref PacketValidation validation)
    {
        if (Second != First * 3)
            validation.Refuse(nameof(Second));
    }
}
