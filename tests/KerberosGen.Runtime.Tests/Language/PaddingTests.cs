using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Zeros between fields.</summary>
public sealed class PaddingTests
{
    [Fact]
    public void Padding_of_known_offsets_stands_in_front_of_its_field() =>
        Words.Hold(new FixedPadding { Kind = 1, Value = 2, Last = 3 }, "01 000000 02000000 00 03 0000");

    [Theory]
    [InlineData("01 000100 02000000 00 03 0000", "value", 1)]
    [InlineData("01 000000 02000000 01 03 0000", "last", 8)]
    [InlineData("01 000000 02000000 00 03 0001", "last", 10)]
    public void Padding_that_is_not_zero_is_invalid(string hex, string path, int offset) =>
        Words.AreInvalid<FixedPadding>(hex, InvalidReason.NonZeroPadding, path, offset);

    [Fact]
    public void Padding_behind_a_part_of_variable_size_is_counted_from_the_packets_first_byte()
    {
        Words.Hold(new VariablePadding { Name = "ab"u8, Value = 7, Twice = 8, Rest = "x"u8 }, "02 6162 00 07000000 0000 08 00 01 78 0000");
        Words.Hold(new VariablePadding { Name = "abc"u8, Value = 7, Twice = 8 }, "03 616263 07000000 0000 08 00 00 000000");
        Words.AreInvalid<VariablePadding>("02 6162 01 07000000 0000 08 00 01 78 0000", InvalidReason.NonZeroPadding, "value", 3);
        Words.AreInvalid<VariablePadding>("02 6162 00 07000000 0001 08 00 01 78 0000", InvalidReason.NonZeroPadding, "twice", 8);
        Words.AreInvalid<VariablePadding>("02 6162 00 07000000 0000 08 00 01 78 0001", InvalidReason.NonZeroPadding, "rest", 14);
    }

    [Fact]
    public void Ignored_padding_may_hold_anything_and_is_written_as_zeros()
    {
        Words.Hold(new IgnoredPadding { A = 1, B = 2, Text = "x"u8, C = 3 }, "01 000000 0200 01 78 00 00 00 00 0300", isPaddingIgnored: true);
        Assert.True(IgnoredPadding.Unpack(Words.Bytes("01 FFFFFF 0200 01 78 FF FF FF FF 0300"), out IgnoredPadding packet).IsDone);
        Assert.Equal(3, packet.C);
    }

    [Fact]
    public void A_nested_packet_aligns_from_its_own_first_byte() =>
        Words.Hold(new PaddedHolder { Before = 9, Inner = new PaddedInner { Kind = 1, Value = 2, Text = "t"u8 } }, "09 01 00 0200 01 74");
}

[Packet, Align(4)]
public partial struct FixedPadding
{
    public byte Kind;
    [Align(4)] public uint Value;
    [PadBefore(1)] public byte Last;
}

[Packet, Align(4)]
public ref partial struct VariablePadding
{
    [LengthPrefix(1)] public ReadOnlySpan<byte> Name;
    [Align(4)] public uint Value;
    [PadBefore(2)] public byte Twice;
    [PadBefore(1), Align(2), LengthPrefix(1)] public ReadOnlySpan<byte> Rest;
}

[Packet]
public ref partial struct IgnoredPadding
{
    public byte A;
    [Align(4, Ignored = true)] public ushort B;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Text;
    [PadBefore(2, Ignored = true), Align(4)] public ushort C;
}

[Packet]
public ref partial struct PaddedInner
{
    public byte Kind;
    [Align(2)] public ushort Value;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Text;
}

[Packet]
public ref partial struct PaddedHolder
{
    public byte Before;
    public PaddedInner Inner;
}
