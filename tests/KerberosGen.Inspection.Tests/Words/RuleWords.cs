using KerberosGen.Codec;

namespace KerberosGen.Inspection.Tests.Words;

/// <summary>Fields that may be absent.</summary>
[Packet]
public ref partial struct Optional
{
    public Access Access;
    [WhenFlag(nameof(Access), Access.Read)] public uint Time;
    [WhenFlag(nameof(Access), Access.Write), LengthPrefix(1), Text] public ReadOnlySpan<byte> Name;
    [When(nameof(Access), Access.None), Align(4)] public ushort Reason;
    public bool HasMore;
    [When(nameof(HasMore), true), WhenFlag(nameof(Access), Access.Execute)] public Point More;
}

public enum RecordType : ushort { A = 1, Text = 16, Pair = 17 }

[Union]
public ref partial struct RecordData
{
    [Case(RecordType.A)] public IPv4Address Address;
    [Case(RecordType.Text)][Text] public ReadOnlySpan<byte> Text;
    [Case(RecordType.Pair)] public Point Pair;
    [Otherwise] public ReadOnlySpan<byte> Unknown;
}

/// <summary>A union with a length that keeps what it does not know.</summary>
[Packet, BigEndian]
public ref partial struct Record
{
    public RecordType Type;
    [LengthOf(nameof(Data))] public ushort Length;
    [ChosenBy(nameof(Type))] public RecordData Data;
}

[Union]
public partial struct Shape
{
    [Case(1)] public Point Point;
    [Case(2, 3)] public uint Number;
}

/// <summary>A union that must know its case.</summary>
[Packet]
public partial struct Figure
{
    public byte Kind;
    [ChosenBy(nameof(Kind))] public Shape Shape;
    public byte After;
}

/// <summary>A packet that says how long it is, with a field at its end.</summary>
[Packet, BigEndian]
public ref partial struct Chunk
{
    public Colour Kind;
    [PacketLength(Adjust = -2)] public ushort Length;
    public ReadOnlySpan<byte> Body;
    public byte Trailer;
    [Checksum<Crc16>] public ushort Crc;
}

/// <summary>Packets that say how long they are, one after the other.</summary>
[Packet]
public ref partial struct Chunks
{
    [CountPrefix(1)] public PacketSequence<Chunk> Items;
}

/// <summary>Checksums, one within what it covers.</summary>
[Packet, BigEndian]
public ref partial struct Sums
{
    public ushort Number;
    [Checksum<InternetChecksum>(From = nameof(Number), To = nameof(Body))] public ushort Checksum;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Body;
    [Checksum<Crc32>(From = nameof(Body), To = nameof(Body))] public uint Crc;
    [Checksum<Adler32>, LittleEndian, Width(3)] public uint Short;
}

/// <summary>A rule of its own, and a value that follows from others: neither can be told from the table.</summary>
[Packet]
public ref partial struct Block
{
    [LengthPrefix(1)] public ReadOnlySpan<byte> Body;
    [Computed(nameof(BodySize))] public byte SizeAgain;

    private readonly byte BodySize => (byte)Body.Length;

    readonly partial void Validate(ref PacketValidation validation)
    {
        if (Body is [0xff, ..])
            validation.Refuse(nameof(Body));
    }
}

/// <summary>Secrets of every kind.</summary>
[Packet]
public ref partial struct Secrets
{
    [Secret] public uint Number;
    [Bits(4)] public byte Open;
    [Bits(4), Secret] public byte Hidden;
    [LengthPrefix(1), Secret] public ReadOnlySpan<byte> Bytes;
    [CountPrefix(1), Secret] public PacketList<Point> Points;
    [Range(1, 9), Secret] public byte Level;
}
