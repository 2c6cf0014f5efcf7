using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Fields that are there only sometimes.</summary>
public sealed class WhenTests
{
    [Fact]
    public void A_plain_packet_may_have_optional_numbers()
    {
        Words.Hold(new OptionalNumbers { Kind = 1, A = 0x0102, Last = 9 }, "01 0102 09");
        Words.Hold(new OptionalNumbers { Kind = 2, HasC = true, B = 3, C = 4, Last = 9 }, "82 03 00000004 09");
        Words.Hold(new OptionalNumbers { Kind = 0, Last = 9 }, "00 09");
        Assert.Equal(2, OptionalNumbers.MinSize);
    }

    [Fact]
    public void An_absent_field_is_neither_written_nor_compared()
    {
        Words.Hold(new OptionalNumbers { Kind = 0, A = 5, B = 6, C = 7, Last = 9 }, "00 09");
        Assert.Equal("OptionalNumbers { Kind = 1, HasC = False, A = 2, B = absent, C = absent, Last = 0 }".Replace("Kind = 1, HasC = False", "HasC = False, Kind = 1", StringComparison.Ordinal), new OptionalNumbers { Kind = 1, A = 2 }.ToString());
    }

    [Fact]
    public void All_conditions_must_hold()
    {
        Words.Hold(new OptionalNumbers { Kind = 1, HasC = true, A = 1, C = 7, Last = 9 }, "81 0001 09");
        Words.Hold(new OptionalNumbers { Kind = 3, HasC = true, B = 3, C = 7, Last = 9 }, "83 03 00000007 09");
    }

    [Fact]
    public void Flags_bring_parts_of_any_kind()
    {
        Words.Hold(new OptionalParts { Has = Has.Text | Has.Padded, Text = "ab"u8, Padded = 1 }, "05 02 6162 0100");
        Words.Hold(new OptionalParts { Has = Has.Text | Has.Padded, Text = "a"u8, Padded = 1 }, "05 01 61 00 0100");
        Words.Hold(new OptionalParts { Has = Has.List, Points = new PrefixPoint[] { new() { X = 1 } } }, "02 01 0001");
        Words.Hold(new OptionalParts { Has = Has.None, Text = "ignored"u8 }, "00");
        Words.Hold(new OptionalParts { Has = Has.Bounded, Bounded = 5 }, "08 05");
        Words.AreInvalid<OptionalParts>("08 06", InvalidReason.OutOfRange, "bounded", 1);
        Words.AreRefused("OptionalParts.Bounded", () => new OptionalParts { Has = Has.Bounded, Bounded = 6 }.ToArray());
        Words.Hold(new OptionalParts { Has = Has.None, Bounded = 6 }, "00");
    }

    [Fact]
    public void A_length_of_an_absent_part_is_an_ordinary_value()
    {
        Words.Hold(new LengthOfOptional { Kind = 0, Length = 5 }, "00 05");
        Words.Hold(new LengthOfOptional { Kind = 1, Length = 77, Body = "x"u8 }, "01 01 78");
        Assert.False(new LengthOfOptional { Length = 5 }.Equals(new LengthOfOptional { Length = 6 }));
    }

    [Fact]
    public void A_length_may_bring_a_field_itself()
    {
        Words.Hold(new LengthBrings { Text = "ab"u8, Mark = 7 }, "02 07 6162");
        Words.Hold(new LengthBrings { Length = 2, Mark = 7 }, "00");
        Assert.False(new LengthBrings { Text = "a"u8 }.Equals(default));
        Words.AreRefused("ShortBrings.Text", () => new ShortBrings { Text = "a"u8 }.ToArray());
    }

    [Fact]
    public void A_constant_decides_with_what_is_written() =>
        Words.Hold(new ConstantDecides { Version = 1, Never = 5, Always = 6 }, "02 02 06");

    [Fact]
    public void A_field_may_depend_on_one_that_may_be_absent()
    {
        Words.Hold(new Chain { First = true, Second = 1, Third = 2 }, "01 01 02");
        Words.Hold(new Chain { First = true, Second = 0, Third = 2 }, "01 00");
        Words.Hold(new Chain { First = false, Second = 1, Third = 2 }, "00");
    }
}

[Flags]
public enum Has : byte
{
    None = 0,
    Text = 1,
    List = 2,
    Padded = 4,
    Bounded = 8,
}

[Packet, BigEndian]
public partial struct OptionalNumbers
{
    [Bits(1)] public bool HasC;
    [Bits(7)] public byte Kind;
    [When(nameof(Kind), 1)] public ushort A;
    [When(nameof(Kind), 2, 3)] public byte B;
    [When(nameof(HasC), true), When(nameof(Kind), 2, 3)] public uint C;
    public byte Last;
}

[Packet, BigEndian]
public ref partial struct OptionalParts
{
    public Has Has;
    [WhenFlag(nameof(Has), Has.Text), LengthPrefix(1)] public ReadOnlySpan<byte> Text;
    [WhenFlag(nameof(Has), Has.List), CountPrefix(1)] public PacketList<PrefixPoint> Points;
    [WhenFlag(nameof(Has), Has.Padded), Align(2), LittleEndian] public ushort Padded;
    [WhenFlag(nameof(Has), Has.Bounded), Range(1, 5)] public byte Bounded;
}

[Packet]
public ref partial struct LengthOfOptional
{
    public byte Kind;
    [LengthOf(nameof(Body))] public byte Length;
    [When(nameof(Kind), 1)] public ReadOnlySpan<byte> Body;
}

[Packet]
public ref partial struct LengthBrings
{
    [LengthOf(nameof(Text))] public byte Length;
    [When(nameof(Length), 1, 2, 3)] public byte Mark;
    public ReadOnlySpan<byte> Text;
}

[Packet]
public partial struct Chain
{
    public bool First;
    [When(nameof(First), true)] public byte Second;
    [When(nameof(Second), 1)] public byte Third;
}

[Packet]
public partial struct ConstantDecides
{
    [Constant(2)] public byte Version;
    [Constant(BitKind.Two)] public BitKind Kind;
    [When(nameof(Version), 1)] public byte Never;
    [When(nameof(Kind), BitKind.Two)] public byte Always;
}

[Packet]
public ref partial struct ShortBrings
{
    [LengthOf(nameof(Text), Adjust = -2)] public byte Length;
    [When(nameof(Length), 1, 2, 3)] public byte Mark;
    public ReadOnlySpan<byte> Text;
}
