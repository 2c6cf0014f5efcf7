using KerberosGen.Codec;

namespace KerberosGen.Testing.Tests.Declared;

/// <summary>Bytes measured in every way.</summary>
[Packet]
public ref partial struct Lengths
{
    [LengthOf(nameof(A))] public byte ALength;
    [LengthOf(nameof(B), Inclusive = true), BigEndian] public ushort BLength;
    [LengthOf(nameof(C), Adjust = 8), Width(3)] public uint CLength;
    public ReadOnlySpan<byte> B;
    public ReadOnlySpan<byte> A;
    [LengthPrefix(2, Inclusive = true), BigEndian] public ReadOnlySpan<byte> D;
    [LengthPrefix(Prefix.Leb128), Text] public ReadOnlySpan<byte> E;
    public ReadOnlySpan<byte> C;
    [NulTerminated, Text(TextEncoding.Latin1)] public ReadOnlySpan<byte> F;
    [LengthPrefix(8)] public ReadOnlySpan<byte> G;
    [Text] public ReadOnlySpan<byte> Rest;
}

/// <summary>A length in bits.</summary>
[Packet, BigEndian]
public ref partial struct BitLength
{
    [Bits(4)] public byte Kind;
    [Bits(12), LengthOf(nameof(Content), Adjust = 2)] public ushort Length;
    [Bits(3, NewInteger = true), CountOf(nameof(Points))] public byte Count;
    [Bits(5)] public byte Rest;
    public ReadOnlySpan<byte> Content;
    public PacketList<Point> Points;
}

/// <summary>Lists measured in every way.</summary>
[Packet]
public ref partial struct Lists
{
    [CountOf(nameof(A))] public byte ACount;
    [LengthOf(nameof(B))] public ushort BLength;
    public PacketList<Point> A;
    public PacketList<Tag> B;
    [CountPrefix(1)] public PacketList<Checked> C;
    [LengthPrefix(2)] public PacketList<Loose> D;
    [CountPrefix(Prefix.Leb128)] public PacketList<ShortName> E;
    public PacketList<Point> Rest;
}

/// <summary>Sequences measured in every way.</summary>
[Packet]
public ref partial struct Sequences
{
    [CountOf(nameof(A))] public byte ACount;
    [LengthOf(nameof(B))] public ushort BLength;
    public PacketSequence<Item> A;
    public PacketSequence<Number> B;
    [CountPrefix(1)] public PacketSequence<Item> C;
    [LengthPrefix(2)] public PacketSequence<Number> D;
    [Until("Length", 0)] public PacketSequence<Item> E;
    [Until("Value", 0, 1), Until("Value", 300)] public PacketSequence<Number> F;
    public PacketSequence<Item> Rest;
}

/// <summary>Packets of variable size within.</summary>
[Packet]
public ref partial struct Nested
{
    [LengthOf(nameof(Measured))] public ushort Length;
    public Item First;
    public Number Second;
    public Checked Third;
    public Lengths Measured;
    [LengthPrefix(1)] public Number Prefixed;
    [LengthPrefix(2)] public Lists Lists;
    public Item Last;
}

/// <summary>Fields that are not always there.</summary>
[Packet]
public ref partial struct Optional
{
    public Rights Rights;
    public bool Flag;
    [Bits(2)] public byte Kind;
    [Bits(6)] public byte Other;
    [When(nameof(Flag), true)] public uint A;
    [WhenFlag(nameof(Rights), Rights.Write | Rights.Share)] public Checked B;
    [When(nameof(Kind), 1, 2), When(nameof(Flag), false), LengthPrefix(1)] public ReadOnlySpan<byte> C;
    [When(nameof(Rights), Rights.Read)] public Item D;
    [When(nameof(A), 0, 7), PadBefore(1), Align(4)] public ushort E;
    [LengthOf(nameof(F))] public byte FLength;
    [When(nameof(Kind), 3)] public ReadOnlySpan<byte> F;
    [When(nameof(Kind), 3), CountPrefix(1)] public PacketList<Tag> G;
    [When(nameof(Other), 1), Leb128] public long H;
    [When(nameof(Other), 2), NulTerminated] public ReadOnlySpan<byte> I;
    [WhenFlag(nameof(Other), 4), Constant(77)] public byte J;
    [WhenFlag(nameof(Other), 8), UnixTime(UnixTimeUnit.Seconds)] public DateTimeOffset K;
    [WhenFlag(nameof(Rights), 1)] public PacketSequence<Item> Rest;
}

/// <summary>Optional fields in a plain struct.</summary>
[Packet, Align(8)]
public partial struct PlainOptional
{
    public Colour Colour;
    [When(nameof(Colour), Colour.Red)] public ulong A;
    [When(nameof(Colour), Colour.Red, Colour.Blue), Align(2)] public Point B;
    public byte Last;
    [WhenFlag(nameof(Last), 3), ChosenBy(nameof(Colour))] public Small Chosen;
}

/// <summary>Unions.</summary>
[Packet]
public ref partial struct Unions
{
    public byte Kind;
    [Closed] public Colour Colour;
    [LengthOf(nameof(Measured))] public ushort Length;
    [ChosenBy(nameof(Kind))] public Body Measured;
    [ChosenBy(nameof(Colour))] public Small Small;
    [ChosenBy(nameof(Kind)), LengthPrefix(1)] public Body Prefixed;
    [When(nameof(Colour), Colour.Red), ChosenBy(nameof(Colour))] public Small Again;
    [ChosenBy(nameof(Kind))] public Body Rest;
}

/// <summary>Zeros between the fields.</summary>
[Packet, Align(8)]
public ref partial struct Padded
{
    public byte A;
    [Align(4)] public uint B;
    [PadBefore(3)] public byte C;
    [PadBefore(1), Align(8), LengthPrefix(1)] public ReadOnlySpan<byte> D;
    [Align(4, Ignored = true)] public ushort E;
    [PadBefore(2, Ignored = true), NulTerminated] public ReadOnlySpan<byte> F;
    [Align(2)] public Item G;
}

/// <summary>A packet that says how long it is, with a fixed part behind one of any size.</summary>
[Packet, BigEndian]
public ref partial struct Announced
{
    public byte Kind;
    [PacketLength] public ushort Length;
    public byte Flags;
    [WhenFlag(nameof(Flags), 1)] public uint Extra;
    public ReadOnlySpan<byte> Content;
    public ushort End;
    [Checksum<Crc32>] public uint Crc;
}

/// <summary>A packet whose length does not count itself.</summary>
[Packet]
public ref partial struct Enclosed
{
    [PacketLength(Adjust = -4)] public uint Length;
    public byte Kind;
    [ChosenBy(nameof(Kind))] public Body Body;
}

/// <summary>Checksums of everything and of parts.</summary>
[Packet]
public ref partial struct Summed
{
    public ushort A;
    [Checksum<InternetChecksum>(From = nameof(A), To = nameof(C)), BigEndian] public ushort Front;
    [LengthOf(nameof(C))] public byte CLength;
    public ReadOnlySpan<byte> C;
    [Checksum<Crc16>] public ushort Sum;
    public Checked D;
    [Checksum<Adler32>(From = nameof(C), To = nameof(D)), BigEndian] public uint Adler;
    [Checksum<Crc16Ccitt>(From = nameof(D)), Width(1)] public ushort Narrow;
}

/// <summary>A checksum in a packet of fixed size.</summary>
[Packet]
public partial struct FixedSum
{
    public uint A;
    [Checksum<Crc16>] public ushort Sum;
    public Point B;
    [Checksum<InternetChecksum>(From = nameof(A), To = nameof(B)), BigEndian] public ushort All;
}

/// <summary>Summed packets within others.</summary>
[Packet]
public ref partial struct Holder
{
    public FixedSum One;
    [CountPrefix(1)] public PacketList<FixedSum> Sums;
    [CountPrefix(1)] public PacketSequence<Announced> Announced;
    public Announced Last;
}
