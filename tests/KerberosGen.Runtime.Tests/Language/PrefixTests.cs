using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Lengths and counts in front of what they measure.</summary>
public sealed class PrefixTests
{
    [Fact]
    public void Prefixes_take_their_width_in_the_packets_byte_order() =>
        Words.Hold(
            new Prefixes { One = "a"u8, Three = "bc"u8, Inclusive = "d"u8, Varint = "e"u8, Points = new PrefixPoint[] { new() { X = 1 } }, Bytes = new PrefixPoint[] { new() { X = 2 } } },
            "01 61 000002 6263 0003 64 01 65 0001 0001 00000002 0002");

    [Fact]
    public void A_varint_prefix_may_take_several_bytes()
    {
        byte[] text = new byte[300];
        byte[] packed = new VarintPrefix { Text = text }.ToArray();

        Assert.Equal([0xac, 0x02], packed[..2]);
        Assert.Equal(302, packed.Length);
        Words.AsksForMore<VarintPrefix>(packed);
        Words.AreInvalid<VarintPrefix>("8000", InvalidReason.BadLeb128, "text", 0);
        Words.AreInvalid<VarintPrefix>("FFFFFFFF1F", InvalidReason.BadLeb128, "text", 0);
        Words.AreInvalid<VarintPrefix>("FFFFFFFF0F", InvalidReason.LengthTooLarge, "text", 0);
    }

    [Fact]
    public void A_prefix_that_cannot_be_is_invalid()
    {
        Words.AreInvalid<Prefixes>("00 000000 0001", InvalidReason.LengthTooSmall, "inclusive", 4);
        Words.AreInvalid<Prefixes>("00 000000 0002 00 0000 00000003 000000", InvalidReason.LengthMismatch, "bytes", 9);
        Words.AreInvalid<WidePrefix>("FFFFFFFFFFFFFFFF", InvalidReason.LengthTooLarge, "text", 0);
    }

    [Fact]
    public void What_is_longer_than_its_prefix_can_say_is_refused()
    {
        Words.AreRefused("Prefixes.One", () => new Prefixes { One = new byte[256] }.ToArray());
        Words.AreRefused("Prefixes.Inclusive", () => new Prefixes { Inclusive = new byte[65_534] }.ToArray());
        Assert.Equal(65_546, new Prefixes { Inclusive = new byte[65_533] }.ToArray().Length);
        Words.AreRefused("Prefixes.Points", () => new Prefixes { Points = new PrefixPoint[65_536] }.ToArray());
    }
}

[Packet, BigEndian]
public partial struct PrefixPoint
{
    public ushort X;
}

[Packet, BigEndian]
public ref partial struct Prefixes
{
    [LengthPrefix(1)] public ReadOnlySpan<byte> One;
    [LengthPrefix(3)] public ReadOnlySpan<byte> Three;
    [LengthPrefix(2, Inclusive = true)] public ReadOnlySpan<byte> Inclusive;
    [LengthPrefix(Prefix.Leb128)] public ReadOnlySpan<byte> Varint;
    [CountPrefix(2)] public PacketList<PrefixPoint> Points;
    [LengthPrefix(4)] public PacketList<PrefixPoint> Bytes;
}

[Packet]
public ref partial struct VarintPrefix
{
    [LengthPrefix(Prefix.Leb128)] public ReadOnlySpan<byte> Text;
}

[Packet]
public ref partial struct WidePrefix
{
    [LengthPrefix(8)] public ReadOnlySpan<byte> Text;
}
