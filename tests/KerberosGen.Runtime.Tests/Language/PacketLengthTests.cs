using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Packets that say how long they are.</summary>
public sealed class PacketLengthTests
{
    [Fact]
    public void The_packet_ends_where_its_length_says()
    {
        Words.Hold(new Chunk { Kind = 1, Body = [1, 2], Trailer = 9 }, "01 0006 0102 09");
        Words.Hold(new Chunk { Kind = 1, Trailer = 9 }, "01 0004 09");
        Words.Hold(new Adjusted { Body = [1, 2], Points = new PrefixPoint[] { new() { X = 3 } } }, "05 02 0102 0003");
    }

    [Fact]
    public void A_length_that_cannot_be_is_invalid()
    {
        Words.AreInvalid<Chunk>("01 0003 09", InvalidReason.LengthTooSmall, "length", 1);
        Words.AreInvalid<Adjusted>("00", InvalidReason.LengthTooSmall, "length", 0);
        Words.AreInvalid<Adjusted>("05 05 0102 0003", InvalidReason.Truncated, "body", 6);
        Words.AreInvalid<Adjusted>("04 02 0102 00", InvalidReason.PartialEntry, "points", 4);
        Words.AreInvalid<Exact>("04 01 61 00", InvalidReason.TrailingBytes, "text", 3);
        Words.AreInvalid<Big>("FFFFFFFFFFFFFFFF 00", InvalidReason.LengthTooLarge, "length", 0);
    }

    [Fact]
    public void A_packet_of_fixed_size_has_one_length()
    {
        Words.Hold(new FixedLength { Value = 7, Length = 1 }, "0400 0700");
        Words.AreInvalid<FixedLength>("0300 0700", InvalidReason.LengthTooSmall, "length", 0);
        Words.AreInvalid<FixedLength>("0500 0700", InvalidReason.TrailingBytes, "value", 4);
    }

    [Fact]
    public void A_packet_that_is_too_long_is_refused()
    {
        Words.AreRefused("Adjusted", () => new Adjusted { Body = new byte[255] }.ToArray());
        Assert.Equal(65_535, new Chunk { Body = new byte[65_531] }.ToArray().Length);
        Words.AreRefused("Chunk", () => new Chunk { Body = new byte[65_532] }.ToArray());
    }
}

[Packet, BigEndian]
public ref partial struct Chunk
{
    public byte Kind;
    [PacketLength] public ushort Length;
    public ReadOnlySpan<byte> Body;
    public byte Trailer;
}

[Packet]
public ref partial struct Adjusted
{
    [PacketLength(Adjust = -1)] public byte Length;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Body;
    public PacketList<PrefixPoint> Points;
}

[Packet]
public ref partial struct Exact
{
    [PacketLength] public byte Length;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Text;
}

[Packet]
public ref partial struct Big
{
    [PacketLength] public ulong Length;
    public ReadOnlySpan<byte> Rest;
}

[Packet]
public partial struct FixedLength
{
    [PacketLength] public ushort Length;
    public ushort Value;
}
