using System.Globalization;

namespace KerberosGen.Client.Tests;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u0301x", "\u25cc\u0301x")]
    [InlineData("🏽", "\\U0001f3fd")]
    [InlineData("👍🏽", "👍🏽")]
    [InlineData("👩🏽\u200d❤\ufe0f\u200d💋\u200d👩🏽", "👩🏽\u200d❤\ufe0f\u200d💋\u200d👩🏽")]
    public void What_has_no_width_of_its_own_stands_on_something(string text, string shown) => Assert.Equal(shown, ShownText.Of(text));

    [Fact]
    public void Marks_do_not_pile_up_out_of_their_row()
    {
        string shown = ShownText.Of("e" + new string('\u0301', 100));
        Assert.Equal(100, shown.Count(static c => c == '\u0301'));
        TextElementEnumerator clusters = StringInfo.GetTextElementEnumerator(shown);
        while (clusters.MoveNext())
            Assert.InRange(clusters.GetTextElement().Length, 1, 17);
    }

    [Theory]
    [InlineData("\\u202eab", "\\u202e")]
    [InlineData("\\U000e0041a", "\\U000e0041")]
    [InlineData("\\nab", "\\n")]
    [InlineData("\\u202e\u0301a", "\\u202e\u0301")]
    [InlineData("\\u20ag", "\\")]
    [InlineData("\\u20", "\\")]
    [InlineData("\\x", "\\")]
    [InlineData("e\u0301a", "e\u0301")]
    public void An_escape_belongs_together(string shown, string first) => Assert.Equal(first, shown[..ShownText.NextLength(shown)]);

    [Theory]
    [InlineData("a", 1)]
    [InlineData("漢", 2)]
    [InlineData("한", 2)]
    [InlineData("\u1112\u1161\u11ab", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("👨\u200d👩\u200d👧\u200d👦", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("ｱ", 1)]
    [InlineData("Ａ", 2)]
    [InlineData("…", 1)]
    public void A_cluster_has_the_columns_that_a_terminal_gives_it(string cluster, int columns) => Assert.Equal(columns, DisplayColumns.Of(cluster));
}
