namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Types of fixed text in each encoding.</summary>
public sealed class FixedTextTests
{
    [Fact]
    public void A_text_stands_in_its_own_encoding_with_NUL_behind_it()
    {
        var texts = new FixedTexts { Utf8 = new Utf8Text("hé"), Latin1 = new Latin1Text("café"), Ascii = new AsciiText("abc") };
        Words.Hold(texts, "68C3A90000 636166E9 61626300");
        Assert.Equal("FixedTexts { Utf8 = \"hé\", Latin1 = \"café\", Ascii = \"abc\" }", texts.ToString());
        Assert.Equal("café", texts.Latin1.ToString());
    }

    [Fact]
    public void A_character_that_the_encoding_lacks_does_not_fit()
    {
        Assert.False(Latin1Text.TryCreate("€", out _));
        Assert.False(AsciiText.TryCreate("é", out _));
        Assert.False(Utf8Text.TryCreate("\ud800", out _));
        Assert.Throws<ArgumentException>(() => new AsciiText("é"));
    }

    [Fact]
    public void A_text_that_must_be_terminated_leaves_room_for_the_NUL()
    {
        Assert.False(AsciiText.TryCreate("abcd", out _));
        Assert.True(Latin1Text.TryCreate("abcd", out _));
    }

    [Fact]
    public void What_an_encoding_cannot_mean_is_shown_as_such() =>
        Assert.Equal("a\ufffd", WithByte0xE9().ToString());

    private static AsciiText WithByte0xE9()
    {
        Assert.True(AsciiText.TryCreate([(byte)'a', 0xe9], out AsciiText text));
        return text;
    }
}

[FixedText(5)]
public readonly partial struct Utf8Text;

[FixedText(4, Encoding = TextEncoding.Latin1, Terminated = false)]
public readonly partial struct Latin1Text;

[FixedText(4, Encoding = TextEncoding.Ascii)]
public readonly partial struct AsciiText;

[Packet]
public partial struct FixedTexts
{
    public Utf8Text Utf8;
    public Latin1Text Latin1;
    public AsciiText Ascii;
}
