using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Values that are allowed.</summary>
public sealed class RangeTests
{
    private const string Hex = "01 FB FF 03000000 0000803F FFFFFFFFFFFFFFFF 02";

    [Fact]
    public void Values_within_are_read_and_written() =>
        Words.Hold(new Ranges { Level = 1, Signed = -5, Scale = 3, Balance = 1, Any = -1, Kind = BitKind.Two }, Hex);

    [Theory]
    [InlineData("00 FBFF 03000000 0000803F FFFFFFFFFFFFFFFF 02", "level", 0)]
    [InlineData("0B FBFF 03000000 0000803F FFFFFFFFFFFFFFFF 02", "level", 0)]
    [InlineData("01 FAFF 03000000 0000803F FFFFFFFFFFFFFFFF 02", "signed", 1)]
    [InlineData("01 FBFF 02000000 0000803F FFFFFFFFFFFFFFFF 02", "scale", 3)]
    [InlineData("01 FBFF 03000000 0100803F FFFFFFFFFFFFFFFF 02", "balance", 7)]
    [InlineData("01 FBFF 03000000 0000C07F FFFFFFFFFFFFFFFF 02", "balance", 7)]
    [InlineData("01 FBFF 03000000 0000803F FFFFFFFFFFFFFFFF 03", "kind", 19)]
    public void A_value_outside_is_invalid(string hex, string path, int offset) =>
        Words.AreInvalid<Ranges>(hex, InvalidReason.OutOfRange, path, offset);

    [Fact]
    public void A_value_outside_is_refused()
    {
        var valid = new Ranges { Level = 1, Scale = 3, Balance = 1, Kind = BitKind.Two };
        Words.AreRefused("Ranges.Level must be between 1 and 10.", () => (valid with { Level = 11 }).ToArray());
        Words.AreRefused("Ranges.Signed", () => (valid with { Signed = -6 }).ToArray());
        Words.AreRefused("Ranges.Scale must be one of 1, 3, 4294967295.", () => (valid with { Scale = 2 }).ToArray());
        Words.AreRefused("Ranges.Balance", () => (valid with { Balance = float.NaN }).ToArray());
        Words.AreRefused("Ranges.Kind", () => (valid with { Kind = BitKind.One }).ToArray());
    }

    [Fact]
    public void Ends_of_a_range_that_its_type_cannot_pass_are_no_check() =>
        Words.Hold(new WideRanges { A = 255, B = -128, C = 1.5, D = 4 }, "FF 80 000000000000F83F 04");
}

[Packet]
public partial struct Ranges
{
    [Range(1, 10)] public byte Level;
    [Range(-5, 300)] public short Signed;
    [OneOf(1, 3, uint.MaxValue)] public uint Scale;
    [Range(-1.0, 1.0)] public float Balance;
    [Range(long.MinValue, long.MaxValue)] public long Any;
    [OneOf(BitKind.Two)] public BitKind Kind;
}

[Packet]
public partial struct WideRanges
{
    [Range(0, 255)] public byte A;
    [Range(-128, 127)] public sbyte B;
    [Range(0, double.PositiveInfinity)] public double C;
    [Range(1, 5), Leb128] public uint D;
}
