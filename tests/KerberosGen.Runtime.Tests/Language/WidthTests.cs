using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Integers with fewer bytes than their types.</summary>
public sealed class WidthTests
{
    [Fact]
    public void Odd_widths_stand_in_either_order_and_keep_their_sign()
    {
        Words.Hold(new BigWidths { A = 0x010203, B = -2, C = 0x0102030405, D = -3, E = (Wide)7, F = 0xffff }, "010203 FFFFFE 0102030405 FFFD 000007 FFFF");
        Words.Hold(new LittleWidths { A = 0x010203, B = -2, C = 0x01020304050607, D = 5, Text = "x"u8 }, "030201 FEFFFFFFFFFF 07060504030201 05 010000 78");
    }

    [Fact]
    public void A_value_that_does_not_fit_is_refused()
    {
        Words.AreRefused("BigWidths.A does not fit in its 24 bits", () => new BigWidths { A = 0x1000000 }.ToArray());
        Words.AreRefused("BigWidths.B", () => new BigWidths { B = 0x800000 }.ToArray());
        Words.AreRefused("BigWidths.B", () => new BigWidths { B = -0x800001 }.ToArray());
        Words.AreRefused("BigWidths.D", () => new BigWidths { D = 0x8000 }.ToArray());
        Words.AreRefused("BigWidths.E", () => new BigWidths { E = (Wide)0x1000000 }.ToArray());
    }

    [Fact]
    public void A_length_may_have_an_odd_width() =>
        Assert.Equal(UnpackResult.NeedMoreData(0xffffff), LittleWidths.Unpack(Words.Bytes("030201 FEFFFFFFFFFF 07060504030201 05 FFFFFF"), out _));
}

public enum Wide : uint
{
    None,
}

[Packet, BigEndian]
public partial struct BigWidths
{
    [Width(3)] public uint A;
    [Width(3)] public int B;
    [Width(5)] public ulong C;
    [Width(2)] public int D;
    [Width(3)] public Wide E;
    [Width(2)] public ulong F;
}

[Packet]
public ref partial struct LittleWidths
{
    [Width(3)] public uint A;
    [Width(6)] public long B;
    [Width(7)] public ulong C;
    [Width(1)] public ushort D;
    [Width(3), LengthOf(nameof(Text))] public uint Length;
    public ReadOnlySpan<byte> Text;
}
