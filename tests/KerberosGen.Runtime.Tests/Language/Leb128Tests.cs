using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Integers seven bits a byte.</summary>
public sealed class Leb128Tests
{
    [Fact]
    public void Numbers_take_as_many_bytes_as_they_need()
    {
        Words.Hold(new Varints { Kind = 1, Unsigned = 624_485, Signed = -123_456, Small = 127, After = 9 }, "01 E58E26 C0BB78 7F 09");
        Words.Hold(new Varints { Unsigned = uint.MaxValue, Signed = long.MinValue, Small = 255 }, "00 FFFFFFFF0F 8080808080808080807F FF01 00");
        Assert.Equal(5, Varints.MinSize);
    }

    [Theory]
    [InlineData("00 8000 00 00 00", "unsigned", 1)]
    [InlineData("00 FFFFFFFF1F 00 00 00", "unsigned", 1)]
    [InlineData("00 00 FF7F 00 00", "signed", 2)]
    [InlineData("00 00 00 8002 00", "small", 3)]
    public void Only_the_shortest_form_that_fits_is_valid(string hex, string path, int offset) =>
        Words.AreInvalid<Varints>(hex, InvalidReason.BadLeb128, path, offset);
}

[Packet]
public partial struct Varints
{
    public byte Kind;
    [Leb128] public uint Unsigned;
    [Leb128] public long Signed;
    [Leb128] public byte Small;
    public byte After;
}
