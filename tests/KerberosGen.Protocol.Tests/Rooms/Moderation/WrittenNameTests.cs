using System.Text;
using FsCheck.Xunit;
using KerberosGen.Codec;

namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

public sealed class WrittenNameTests
{
    [Theory]
    [InlineData("bob", "bob")]
    [InlineData("Jürgen_7.b-c", "Jürgen_7.b-c")]
    [InlineData("אבג", "אבג")]
    [InlineData("", "\"\"")]
    [InlineData("bob smith", "\"bob smith\"")]
    [InlineData("bob was banned. alice", "\"bob was banned. alice\"")]
    [InlineData("a\" was kicked", "\"a\\\" was kicked\"")]
    [InlineData("a\\u202e", "\"a\\\\u202e\"")]
    [InlineData("a\u202eb", "\"a\\u202eb\"")]
    [InlineData("a\u001b[2J", "\"a\\u001b[2J\"")]
    public void A_name_stands_bare_only_if_it_is_one_harmless_word(string name, string written) => Assert.Equal(written, WrittenName.Of(name));

    [Fact]
    public void Half_a_character_is_escaped() => Assert.Equal("\"\\ud83d\"", WrittenName.Of("\ud83d"));

    [Property(MaxTest = 2000)]
    public void Whatever_is_quoted_is_harmless_and_is_read_again(string? name, string? behind)
    {
        string text = name + " ";
        string written = WrittenName.Of(text);
        Assert.Equal(written, DisplayText.Escape(written));
        Assert.True(WrittenName.TryReadQuoted(written + behind, out string? read, out ReadOnlySpan<char> rest));
        Assert.Equal(text, read);
        Assert.Equal(behind ?? "", rest.ToString());
    }

    [Property(MaxTest = 2000)]
    public void A_name_is_read_as_the_tools_quote_it(string? name)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name ?? "");
        Assert.True(WrittenName.TryReadQuoted(DisplayText.Quote(utf8), out string? read, out _));
        Assert.Equal(Encoding.UTF8.GetString(utf8), read);
    }

    [Property(MaxTest = 2000)]
    public void No_text_throws(string? text) => WrittenName.TryReadQuoted("\"" + text, out _, out _);

    [Property(MaxTest = 1000)]
    public void A_length_of_time_is_read_as_it_is_written(uint minutes)
    {
        var length = TimeSpan.FromMinutes(1 + (minutes % (3650 * 24 * 60)));
        Assert.True(SanctionLength.TryRead(SanctionLength.Write(length), out TimeSpan? read));
        Assert.Equal(length, read);
    }

    [Theory]
    [InlineData(1, "1 minute")]
    [InlineData(90, "90 minutes")]
    [InlineData(60, "1 hour")]
    [InlineData(2880, "2 days")]
    public void A_length_of_time_is_said_in_its_largest_whole_unit(int minutes, string words) =>
        Assert.Equal(words, SanctionLength.InWords(TimeSpan.FromMinutes(minutes)));
}
