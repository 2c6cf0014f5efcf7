namespace KerberosGen.Inspection.Tests.Words;

public enum Colour : byte { Red = 1, Green = 2 }

[Flags]
public enum Access : ushort { None = 0, Read = 1, Write = 2, Both = 3, Execute = 4 }

/// <summary>Integers of every width, in both byte orders.</summary>
[Packet, BigEndian]
public partial struct Widths
{
    public byte One;
    [Width(3)] public uint Three;
    [Width(3), LittleEndian] public int SignedThree;
    [Width(5)] public ulong Five;
    [Width(7)] public long Seven;
    public sbyte Small;
    public ulong Eight;
    [LittleEndian] public long SignedEight;
    public UInt128 Sixteen;
    [LittleEndian] public Int128 SignedSixteen;
}

/// <summary>Bools, enums and flags, open and closed.</summary>
[Packet]
public partial struct Choices
{
    public bool IsOn;
    public Colour Open;
    [Closed] public Colour Known;
    [Closed] public Access Access;
    public Access Wide;
}

/// <summary>Bit fields, the first being the most significant.</summary>
[Packet, BigEndian]
public partial struct BigBits
{
    [Bits(1)] public bool IsResponse;
    [Bits(4)] public byte Opcode;
    [Bits(3), Constant(5)] public byte Magic;
    [Bits(4, NewInteger = true)] public byte High;
    [Bits(4), Range(0, 9)] public byte Digit;
    [Bits(40, NewInteger = true)] public ulong Many;
    [Bits(22)] public uint Some;
    [Bits(2), Closed] public Colour Colour;
}

/// <summary>Bit fields, the first being the least significant.</summary>
[Packet]
public partial struct LittleBits
{
    public byte Before;
    [Bits(12)] public ushort Low;
    [Bits(4)] public byte High;
    [PadBefore(1), Bits(20)] public uint Lower;
    [Bits(12)] public ushort Upper;
}

/// <summary>Floating-point numbers.</summary>
[Packet, BigEndian]
public partial struct Reals
{
    public Half Gain;
    public float Level;
    [LittleEndian] public double Exact;
    [Range(-1.0, 1.0)] public float Balance;
}

/// <summary>UUIDs, addresses and times.</summary>
[Packet]
public partial struct Stamps
{
    public Guid Windows;
    [BigEndian] public Guid Rfc;
    public IPv4Address Old;
    public IPv6Address New;
    [UnixTime(UnixTimeUnit.Seconds), Width(4), BigEndian] public DateTimeOffset Arrived;
    [UnixTime(UnixTimeUnit.Milliseconds)] public DateTimeOffset Left;
}

/// <summary>LEB128 numbers.</summary>
[Packet]
public partial struct Varints
{
    [Leb128] public uint Count;
    [Leb128] public long Offset;
    [Leb128] public ushort Short;
    [Leb128] public ulong Long;
}

/// <summary>What is held to a value, a range or a few values.</summary>
[Packet]
public partial struct Limits
{
    [Constant("GIF89a")] public Signature Signature;
    [Constant(0x0102)] public ushort Version;
    [Range(1, 10)] public byte Level;
    [OneOf(1, 2, 4)] public byte Scale;
    [OneOf(Colour.Green), BigEndian] public Colour Green;
}

[FixedBytes(6)]
public readonly partial struct Signature;

[FixedBytes(4), Secret]
public readonly partial struct Pin;

[FixedText(8)]
public readonly partial struct Label;

[FixedText(4, Encoding = TextEncoding.Latin1, Terminated = false)]
public readonly partial struct Tag;

/// <summary>Types of fixed size.</summary>
[Packet]
public partial struct Cards
{
    public Label Label;
    public Tag Tag;
    public Pin Pin;
}
