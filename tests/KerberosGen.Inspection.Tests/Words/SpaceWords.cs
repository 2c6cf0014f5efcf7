using System.Runtime.CompilerServices;
using KerberosGen.Codec;

namespace KerberosGen.Inspection.Tests.Words;

/// <summary>Padding within and behind a packet of fixed size.</summary>
[Packet, Align(4)]
public partial struct Aligned
{
    public byte Kind;
    [Align(4)] public uint Value;
    [PadBefore(2, Ignored = true)] public byte Last;
}

/// <summary>Padding behind what varies.</summary>
[Packet, BigEndian, Align(4)]
public ref partial struct Rows
{
    [LengthPrefix(1)] public ReadOnlySpan<byte> Name;
    [PadBefore(1), Align(2)] public ushort Number;
    [LengthPrefix(2), Text] public ReadOnlySpan<byte> Note;
}

/// <summary>Lengths in fields.</summary>
[Packet, BigEndian]
public ref partial struct Lengths
{
    [LengthOf(nameof(Body))] public ushort Length;
    [LengthOf(nameof(Note), Inclusive = true)] public byte NoteLength;
    [LengthOf(nameof(Words), Adjust = 3), Width(3)] public uint WordsLength;
    public ReadOnlySpan<byte> Body;
    [Text(TextEncoding.Ascii)] public ReadOnlySpan<byte> Note;
    public PacketList<Point> Words;
}

/// <summary>Two bytes.</summary>
[Packet]
public partial struct Point
{
    public byte X;
    public Colour Y;
}

/// <summary>Lengths and counts in front of what they measure.</summary>
[Packet, BigEndian]
public ref partial struct Prefixes
{
    [LengthPrefix(1)] public ReadOnlySpan<byte> One;
    [LengthPrefix(3, Inclusive = true)] public ReadOnlySpan<byte> Three;
    [LengthPrefix(Prefix.Leb128)] public ReadOnlySpan<byte> Leb;
    [CountPrefix(2), LittleEndian] public PacketList<Point> Points;
    [LengthPrefix(1)] public PacketList<Signature> Signatures;
}

/// <summary>Text that ends by a NUL or by its length.</summary>
[Packet]
public ref partial struct Texts
{
    [NulTerminated, Text] public ReadOnlySpan<byte> Name;
    [NulTerminated] public ReadOnlySpan<byte> Raw;
    [LengthPrefix(1), Text(TextEncoding.Latin1)] public ReadOnlySpan<byte> Place;
    [Text] public ReadOnlySpan<byte> Rest;
}

[InlineArray(3)]
public struct ThreePorts
{
    private ushort _first;
}

[InlineArray(2)]
public struct TwoPoints
{
    private Point _first;
}

[InlineArray(4)]
public struct FourBools
{
    private bool _first;
}

[InlineArray(2)]
public struct TwoLabels
{
    private Label _first;
}

/// <summary>Arrays of fixed count.</summary>
[Packet, BigEndian]
public partial struct Arrays
{
    public ThreePorts Ports;
    public TwoPoints Points;
    public FourBools Bools;
    public TwoLabels Labels;
}

/// <summary>An entry of a sequence.</summary>
[Packet]
public ref partial struct Option
{
    public byte Kind;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Value;
}

/// <summary>Sequences, however they end.</summary>
[Packet]
public ref partial struct Sequences
{
    [CountPrefix(1)] public PacketSequence<Option> Counted;
    [LengthPrefix(2)] public PacketSequence<Option> Measured;
    [Until(nameof(Option.Kind), 0)] public PacketSequence<Option> Ended;
    public PacketSequence<Option> Rest;
}

/// <summary>A packet within others, which goes to the end.</summary>
[Packet]
public ref partial struct Inner
{
    public byte Kind;
    public ReadOnlySpan<byte> Rest;
}

/// <summary>Packets within packets.</summary>
[Packet, BigEndian]
public ref partial struct Nests
{
    [LengthOf(nameof(Measured))] public byte Length;
    public Point Fixed;
    public Inner Measured;
    [LengthPrefix(2)] public Inner Prefixed;
    public Option Bare;
    public byte After;
}
