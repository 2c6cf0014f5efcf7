using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Declared;

/// <summary>In front of every packet of these tests.</summary>
[Header(PacketDirection.Request)]
public partial struct TestHeader
{
    /// <summary>Which packet follows.</summary>
    [Code] public ushort Code;

    /// <summary>Bytes behind the header.</summary>
    [PayloadSize] public uint PayloadSize;

    /// <summary>Anything.</summary>
    public byte Tag;
}

/// <summary>A packet of fixed size, in both byte orders.</summary>
[Request(1)]
public partial struct Mixed
{
    /// <summary>Least significant byte first.</summary>
    public uint Little;

    /// <summary>Most significant byte first.</summary>
    [BigEndian] public ulong Big;

    /// <summary>Most significant byte first, signed.</summary>
    [BigEndian] public short Signed;
}

/// <summary>A packet with a measured part.</summary>
[Request(2)]
public ref partial struct Note
{
    /// <summary>Bytes of text.</summary>
    [LengthOf(nameof(Text))] public ushort Length;

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Text;
}

/// <summary>A packet without a payload.</summary>
[Request(3)]
public partial struct Nothing;

/// <summary>A packet with counted entries.</summary>
[Request(4)]
public ref partial struct Counted
{
    /// <summary>Entries that follow.</summary>
    [CountOf(nameof(Entries))] public byte Count;

    /// <summary>The entries.</summary>
    public PacketList<Entry> Entries;
}

/// <summary>An entry of a list.</summary>
[Packet]
public partial struct Entry
{
    /// <summary>Most significant byte first.</summary>
    [BigEndian] public ushort Key;

    /// <summary>Anything.</summary>
    public byte Value;
}
