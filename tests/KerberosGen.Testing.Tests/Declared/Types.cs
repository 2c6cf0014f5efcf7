using System.Runtime.CompilerServices;
using KerberosGen.Codec;

namespace KerberosGen.Testing.Tests.Declared;

public enum Colour : byte
{
    Red = 1,
    Green = 2,
    Blue = 200,
}

public enum Signal : short
{
    Low = -2,
    Zero = 0,
    High = 1000,
}

[Flags]
public enum Rights : ushort
{
    Read = 1,
    Write = 2,
    Share = 0x100,
}

/// <summary>Eight bytes.</summary>
[FixedBytes(8)]
public readonly partial struct Tag;

/// <summary>Four bytes of magic.</summary>
[FixedBytes(4)]
public readonly partial struct Magic;

/// <summary>A name of at most eleven bytes.</summary>
[FixedText(12)]
public readonly partial struct ShortName;

/// <summary>A code in ASCII that may fill its bytes.</summary>
[FixedText(5, Encoding = TextEncoding.Ascii, Terminated = false)]
public readonly partial struct AsciiCode;

/// <summary>Something nobody should see.</summary>
[FixedBytes(16), Secret]
public readonly partial struct Key;

[InlineArray(3)]
public struct ThreeShorts
{
    private ushort _first;
}

[InlineArray(2)]
public struct TwoFlags
{
    private bool _first;
}

[InlineArray(4)]
public struct FourTags
{
    private Tag _first;
}

[InlineArray(2)]
public struct TwoPoints
{
    private Point _first;
}

/// <summary>A place: plain integers.</summary>
[Packet]
public partial struct Point
{
    /// <summary>Across.</summary>
    public short X;

    /// <summary>Up.</summary>
    [BigEndian] public int Y;
}

/// <summary>A packet of fixed size whose bytes are checked.</summary>
[Packet]
public partial struct Checked
{
    /// <summary>A colour that is known.</summary>
    [Closed] public Colour Colour;

    /// <summary>Yes or no.</summary>
    public bool Flag;

    /// <summary>Up to twelve.</summary>
    [Range(1, 12)] public byte Month;

    /// <summary>Behind a gap.</summary>
    [Align(4)] public ushort Behind;
}

/// <summary>A packet of fixed size with padding that may hold anything.</summary>
[Packet, Align(4, Ignored = true)]
public partial struct Loose
{
    /// <summary>In front.</summary>
    public byte First;

    /// <summary>Behind a gap.</summary>
    [PadBefore(2, Ignored = true)] public ushort Second;
}

/// <summary>Bytes behind their length.</summary>
[Packet]
public ref partial struct Item
{
    /// <summary>Bytes of the value.</summary>
    [LengthOf(nameof(Value))] public byte Length;

    /// <summary>What it is.</summary>
    public Colour Kind;

    /// <summary>The value.</summary>
    public ReadOnlySpan<byte> Value;
}

/// <summary>A plain struct of variable size.</summary>
[Packet]
public partial struct Number
{
    /// <summary>The number.</summary>
    [Leb128] public uint Value;

    /// <summary>There if the number is one of two.</summary>
    [When(nameof(Value), 1, 2)] public Point Where;
}

/// <summary>One of several things, and what is not known is kept.</summary>
[Union]
public ref partial struct Body
{
    /// <summary>A number.</summary>
    [Case(1, 2)] public uint Number;

    /// <summary>A place.</summary>
    [Case(3)] public Point Point;

    /// <summary>Text behind its length.</summary>
    [Case(4), LengthPrefix(1), Text] public ReadOnlySpan<byte> Text;

    /// <summary>Items to the end.</summary>
    [Case(5)] public PacketSequence<Item> Items;

    /// <summary>Anything else.</summary>
    [Otherwise] public ReadOnlySpan<byte> Unknown;
}

/// <summary>One of a few things and no other.</summary>
[Union]
public partial struct Small
{
    /// <summary>A byte.</summary>
    [Case(Colour.Red)] public byte Byte;

    /// <summary>A checked thing.</summary>
    [Case(Colour.Green)] public Checked Checked;

    /// <summary>A number of variable size.</summary>
    [Case(Colour.Blue), Leb128] public long Long;
}
