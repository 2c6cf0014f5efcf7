using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Fields that share an integer.</summary>
public sealed class BitsTests
{
    [Fact]
    public void Big_endian_bits_begin_at_the_most_significant_one() =>
        Words.Hold(new BigBits { IsResponse = true, Opcode = 2, Rest = 0x123, Wide = 0x1_2345_6789, Tail = 5 }, "9123 1234567890000005");

    [Fact]
    public void Little_endian_bits_begin_at_the_least_significant_one() =>
        Words.Hold(new LittleBits { Low = 1, High = 0x0a, Kind = BitKind.Two, More = 0x1fff, Flag = true }, "A1 FEFF");

    [Fact]
    public void A_value_that_has_too_many_bits_is_refused()
    {
        Words.AreRefused("LittleBits.Low", () => new LittleBits { Low = 16 }.ToArray());
        Words.AreRefused("LittleBits.More", () => new LittleBits { More = 0x2000 }.ToArray());
        Words.AreRefused("LittleBits.Kind", () => new LittleBits { Kind = (BitKind)4 }.ToArray());
    }

    [Fact]
    public void Bits_can_be_constant_ranged_closed_and_a_length()
    {
        Words.Hold(new RuledBits { Room = 5, Kind = BitKind.One, Text = "abc"u8 }, "8513 616263");
        Words.AreInvalid<RuledBits>("4513 616263", InvalidReason.WrongConstant, "magic", 0);
        Words.AreInvalid<RuledBits>("8013 616263", InvalidReason.OutOfRange, "room", 0);
        Words.AreInvalid<RuledBits>("8533 616263", InvalidReason.UnknownValue, "kind", 0);
        Words.AreRefused("RuledBits.Room", () => new RuledBits { Room = 0, Kind = BitKind.One }.ToArray());
        Words.AreRefused("RuledBits.Kind", () => new RuledBits { Room = 1, Kind = (BitKind)3 }.ToArray());
        Words.AreRefused("RuledBits.Text", () => new RuledBits { Room = 1, Kind = BitKind.One, Text = new byte[16] }.ToArray());
    }
}

public enum BitKind : byte
{
    One = 1,
    Two = 2,
}

[Packet, BigEndian]
public partial struct BigBits
{
    [Bits(1)] public bool IsResponse;
    [Bits(4)] public byte Opcode;
    [Bits(11)] public ushort Rest;
    [Bits(36, NewInteger = true)] public ulong Wide;
    [Bits(28)] public uint Tail;
}

[Packet]
public partial struct LittleBits
{
    [Bits(4)] public byte Low;
    [Bits(4)] public byte High;
    [Bits(2, NewInteger = true)] public BitKind Kind;
    [Bits(13)] public ushort More;
    [Bits(1)] public bool Flag;
}

[Packet, BigEndian]
public ref partial struct RuledBits
{
    [Bits(2), Constant(2)] public byte Magic;
    [Bits(6), Range(1, 60)] public byte Room;
    [Bits(4), Closed] public BitKind Kind;
    [Bits(4), LengthOf(nameof(Text))] public byte Length;
    public ReadOnlySpan<byte> Text;
}
