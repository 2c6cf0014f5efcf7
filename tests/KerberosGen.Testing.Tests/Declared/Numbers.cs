using KerberosGen.Codec;

namespace KerberosGen.Testing.Tests.Declared;

/// <summary>Every number, the least significant byte first.</summary>
[Packet]
public partial struct LittleNumbers
{
    public byte A;
    public sbyte B;
    public ushort C;
    public short D;
    public uint E;
    public int F;
    public ulong G;
    public long H;
    public UInt128 I;
    public Int128 J;
    public Half K;
    public float L;
    public double M;
    public Guid N;
    public Signal O;
    public Rights P;
    [BigEndian] public uint Q;
}

/// <summary>Every number, the most significant byte first.</summary>
[Packet, BigEndian]
public partial struct BigNumbers
{
    public ushort C;
    public short D;
    public uint E;
    public int F;
    public ulong G;
    public long H;
    public UInt128 I;
    public Int128 J;
    public Half K;
    public float L;
    public double M;
    public Guid N;
    public Signal O;
    public Rights P;
    [LittleEndian] public uint Q;
}

/// <summary>Numbers narrower than their types.</summary>
[Packet]
public partial struct Narrow
{
    [Width(3)] public uint A;
    [Width(3), BigEndian] public int B;
    [Width(5)] public ulong C;
    [Width(7), BigEndian] public long D;
    [Width(1)] public Signal E;
    [Width(1)] public long F;
    [Width(6)] public ulong G;
}

/// <summary>Numbers of seven bits a byte.</summary>
[Packet]
public partial struct Varints
{
    [Leb128] public byte A;
    [Leb128] public sbyte B;
    [Leb128] public ushort C;
    [Leb128] public int D;
    [Leb128] public ulong E;
    [Leb128] public long F;
    [Leb128, Range(-70, 200)] public short G;
}

/// <summary>Instants.</summary>
[Packet]
public partial struct Times
{
    [UnixTime(UnixTimeUnit.Seconds)] public DateTimeOffset A;
    [UnixTime(UnixTimeUnit.Milliseconds), BigEndian] public DateTimeOffset B;
    [UnixTime(UnixTimeUnit.Seconds), Width(4)] public DateTimeOffset C;
    [UnixTime(UnixTimeUnit.Milliseconds), Width(4), BigEndian] public DateTimeOffset D;
}

/// <summary>Values that are held to rules.</summary>
[Packet]
public partial struct Ruled
{
    [Constant("KGEN")] public MagicText Magic;
    [Constant(new byte[] { 1, 2, 3, 4 })] public Magic Bytes;
    [Constant(-2), Width(3)] public int Negative;
    [Constant(Colour.Blue)] public Colour Blue;
    [Constant(true)] public bool Yes;
    [Range(-5, 5)] public sbyte Near;
    [Range(0.25, 8)] public float Real;
    [OneOf(1, 2, 400)] public ushort Few;
    [OneOf(Signal.Low, Signal.High)] public Signal Ends;
    [Closed] public Colour Colour;
    [Closed, BigEndian] public Rights Rights;
    public bool Flag;
}

/// <summary>Text of magic, shorter than its bytes.</summary>
[FixedText(6)]
public readonly partial struct MagicText;

/// <summary>Domain types and what the runtime brings.</summary>
[Packet]
public partial struct Domains
{
    public Tag Tag;
    public ShortName Name;
    public AsciiCode Code5;
    public Key Key;
    public IPv4Address Four;
    public IPv6Address Six;
    [Secret] public ulong Hidden;
}

/// <summary>Bits, the first at the bottom.</summary>
[Packet]
public partial struct LittleBits
{
    [Bits(3)] public byte A;
    [Bits(1)] public bool B;
    [Bits(12)] public ushort C;
    [Bits(4), Range(2, 9)] public byte D;
    [Bits(8)] public Colour E;
    [Bits(4), Constant(9)] public byte F;
    public byte Behind;
    [Bits(5)] public byte G;
    [Bits(3), OneOf(1, 5)] public byte H;
}

/// <summary>Bits, the first on top.</summary>
[Packet, BigEndian]
public partial struct BigBits
{
    [Bits(4), Constant(4)] public byte Version;
    [Bits(4), Range(5, 15)] public byte HeaderLength;
    [Bits(8)] public byte Service;
    [Bits(16, NewInteger = true)] public ushort Whole;
    [Bits(1, NewInteger = true)] public bool A;
    [Bits(1)] public bool B;
    [Bits(62)] public ulong C;
    [Bits(8, NewInteger = true), Closed] public Colour Colour;
}

/// <summary>Arrays of fixed count.</summary>
[Packet]
public partial struct Arrays
{
    public ThreeShorts Shorts;
    [BigEndian] public ThreeShorts BigShorts;
    public TwoFlags Flags;
    public FourTags Tags;
    public TwoPoints Points;
}
