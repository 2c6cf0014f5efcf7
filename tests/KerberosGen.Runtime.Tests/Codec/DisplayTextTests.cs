using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Codec;

/// <summary>Nothing that a peer sends can drive a terminal or turn a line around.</summary>
public sealed class DisplayTextTests
{
    private static readonly char[] Nasty =
    [
        '\0', '\u0007', '\b', '\t', '\n', '\r', '\u001b', '\u007f', '\u0080', '\u009b', '\u200e', '\u200f', '\u061c',
        '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u2028', '\u2029',
        '\ufeff', '\u00ad', '\u034f', '\u200b', '\u200c', '\u200d', '\u2060', '\u3164', '\ufe0f', '\ud800', '\udbff', '\udc00', '\udfff', '\ue000', '"', '\\',
    ];

    private static readonly Gen<string> Texts =
        Gen.Frequency(
            (4, Gen.Elements(Nasty)),
            (3, Gen.Choose('a', 'z').Select(c => (char)c)),
            (2, Gen.Choose(0, 0xFFFF).Select(c => (char)c)))
        .ArrayOf()
        .Select(letters => new string(letters));

    [Fact]
    public void Whatever_the_text_the_output_is_harmless() =>
        RandomChecks.ForAll(Texts, text => IsHarmless(DisplayText.Escape(text)), samples: 1_000);

    [Fact]
    public void Whatever_the_bytes_the_output_is_harmless() =>
        RandomChecks.ForAll(RandomChecks.Seeds.Zip(Texts), sample =>
        {
            var random = new Random(sample.Item1);
            byte[] bytes = [.. Encoding.UTF8.GetBytes(sample.Item2), .. RandomChecks.Bytes(random, random.Next(40))];
            IsHarmless(DisplayText.Escape(bytes));
            IsHarmless(DisplayText.Quote(bytes));
        }, samples: 1_000);

    [Fact]
    public void A_quoted_text_ends_where_its_quotes_say() =>
        RandomChecks.ForAll(Texts, text =>
        {
            string quoted = DisplayText.Quote(Encoding.UTF8.GetBytes(text));
            Assert.StartsWith("\"", quoted, StringComparison.Ordinal);
            for (int at = 1; at < quoted.Length - 1; at++)
            {
                Assert.NotEqual('"', quoted[at]);
                if (quoted[at] == '\\')
                    at++;
            }

            Assert.EndsWith("\"", quoted, StringComparison.Ordinal);
        }, samples: 1_000);

    [Theory]
    [InlineData("")]
    [InlineData("Michael Jackson: čau 😀")]
    [InlineData("Žluť 中 \"quoted\" \\ back")]
    [InlineData("می\u200cخواهم")]
    [InlineData("👩\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3")]
    public void Harmless_text_stays_as_it_is(string text)
    {
        Assert.Same(text, DisplayText.Escape(text));
        Assert.Equal(text, DisplayText.Escape(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("\u001b[31m", "\\u001b[31m")]
    [InlineData("\u202egnp.exe", "\\u202egnp.exe")]
    [InlineData("\t\r", "\\t\\r")]
    [InlineData("\U000F0000", "\\U000f0000")]
    [InlineData("\u0378\uffff\U000efff0", "\\u0378\\uffff\\U000efff0")]
    [InlineData("an\u200bn", "an\\u200bn")]
    [InlineData("an\u200dn", "an\\u200dn")]
    [InlineData("ann\u200c", "ann\\u200c")]
    [InlineData("👩\u200d\u200d👧", "👩\\u200d\\u200d👧")]
    [InlineData("\u202e\u200d世", "\\u202e\\u200d世")]
    [InlineData("ann\u3164", "ann\\u3164")]
    [InlineData("ann\ufe0f", "ann\\ufe0f")]
    [InlineData("a\u00adnn\u2060", "a\\u00adnn\\u2060")]
    [InlineData("ann\U000E0041", "ann\\U000e0041")]
    public void What_is_harmful_becomes_a_visible_escape(string text, string shown) =>
        Assert.Equal(shown, DisplayText.Escape(text));

    [Fact]
    public void Quotes_are_escaped_within_quotes_and_bytes_that_are_not_text_are_replaced()
    {
        Assert.Equal("\"a \\\"b\\\" \\\\\"", DisplayText.Quote("a \"b\" \\"u8));
        Assert.Equal("\"\ufffd\"", DisplayText.Quote([0xFF]));
    }

    private static void IsHarmless(string shown)
    {
        for (int at = 0; at < shown.Length; at++)
        {
            char c = shown[at];
            Assert.False(char.IsControl(c));
            Assert.False(c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f' or '\u061c');
            Assert.False(c is '\u2028' or '\u2029' or '\ufeff' or '\u00ad' or '\u034f' or '\u200b' or '\u2060' or '\u3164');
            Assert.False(c is '\u200c' or '\u200d' or '\ufe0f' && shown[at - 1] is >= 'a' and <= 'z');
            if (char.IsHighSurrogate(c))
                Assert.True(++at < shown.Length && char.IsLowSurrogate(shown[at]));
            else
                Assert.False(char.IsLowSurrogate(c));
        }
    }
}
