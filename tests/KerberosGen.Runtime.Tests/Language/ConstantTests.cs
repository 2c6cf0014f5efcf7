using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Values that always stand there.</summary>
public sealed class ConstantTests
{
    private const string Hex = "474946383961 0102 FE 01 6869000000 FFFFFFFFFFFFFFFE";

    [Fact]
    public void Constants_are_written_whatever_the_fields_hold()
    {
        Words.Hold(default(Constants), Hex);
        Words.Hold(new Constants { Version = 9, Minus = 4, Yes = false }, Hex);
    }

    [Theory]
    [InlineData("474946383761 0102 FE 01 6869000000 FFFFFFFFFFFFFFFE", "signature", 0)]
    [InlineData("474946383961 0103 FE 01 6869000000 FFFFFFFFFFFFFFFE", "version", 6)]
    [InlineData("474946383961 0102 FF 01 6869000000 FFFFFFFFFFFFFFFE", "minus", 8)]
    [InlineData("474946383961 0102 FE 00 6869000000 FFFFFFFFFFFFFFFE", "yes", 9)]
    [InlineData("474946383961 0102 FE 01 6869000001 FFFFFFFFFFFFFFFE", "name", 10)]
    [InlineData("474946383961 0102 FE 01 6869000000 FFFFFFFFFFFFFFFF", "big", 15)]
    public void Another_value_is_invalid(string hex, string path, int offset) =>
        Words.AreInvalid<Constants>(hex, InvalidReason.WrongConstant, path, offset);

    [Fact]
    public void A_constant_in_an_entry_or_a_nested_packet_is_checked_where_it_stands()
    {
        Words.Hold(new ConstantHolder { First = default, Count = 9, Entries = new ConstantEntry[2], After = 3 }, "02 07 00 07 00 07 00 03");
        Words.AreInvalid<ConstantHolder>("02 06 00 07 00 07 00 03", InvalidReason.WrongConstant, "first.magic", 1);
        Words.AreInvalid<ConstantHolder>("02 07 00 07 00 08 00 03", InvalidReason.WrongConstant, "entries", 5);
    }

    [Fact]
    public void A_stream_with_a_header_that_lacks_its_constant_is_refused()
    {
        var stream = new System.Buffers.ReadOnlySequence<byte>(Words.Bytes("19 0700 00000000"));

        Assert.Equal(KerberosGen.Framing.FrameStatus.HeaderRefused, KerberosGen.Framing.Frame.TryRead(ref stream, 100, out ConstantHeader header, out _));
        Assert.Equal(default, header);
        stream = new System.Buffers.ReadOnlySequence<byte>(Words.Bytes("18 0700 00000000"));
        Assert.Equal(KerberosGen.Framing.FrameStatus.Done, KerberosGen.Framing.Frame.TryRead(ref stream, 100, out header, out _));
        Assert.Equal(7, header.Code);
    }
}

[FixedBytes(6)]
public readonly partial struct Signature;

[FixedText(5)]
public readonly partial struct ConstantName;

[Packet, BigEndian]
public partial struct Constants
{
    [Constant("GIF89a")] public Signature Signature;
    [Constant(0x0102)] public ushort Version;
    [Constant(-2)] public sbyte Minus;
    [Constant(true)] public bool Yes;
    [Constant("hi")] public ConstantName Name;
    [Constant(0xFFFF_FFFF_FFFF_FFFE)] public ulong Big;
}

[Packet]
public partial struct ConstantEntry
{
    [Constant(7)] public byte Magic;
    public byte Value;
}

[Packet]
public ref partial struct ConstantHolder
{
    [CountOf(nameof(Entries))] public byte Count;
    public ConstantEntry First;
    public PacketList<ConstantEntry> Entries;
    public byte After;
}

[Header(PacketDirection.Request)]
public partial struct ConstantHeader
{
    [Constant(24)] public byte Version;
    [Code] public ushort Code;
    [PayloadSize] public uint PayloadSize;
}
