using KerberosGen.Protocol;

namespace KerberosGen.Client.Tests;

public sealed class TypedLineTests
{
    [Theory]
    [InlineData("", "Nothing", "")]
    [InlineData("   ", "Nothing", "")]
    [InlineData("hello all", "Message", "hello all")]
    [InlineData("  hello\tall ", "Message", "hello    all")]
    [InlineData("/who", "Who", "")]
    [InlineData(" /WHO ", "Who", "")]
    [InlineData("/help", "Help", "")]
    [InlineData("/quit", "Quit", "")]
    [InlineData("/me waves", "Message", "/me waves")]
    [InlineData("/Me  waves", "Message", "/me waves")]
    [InlineData("/me", "Refused", "Do what? /me TEXT")]
    [InlineData("/quit now", "Refused", "/quit takes nothing after it. To say it, type //quit.")]
    [InlineData("/kick bob", "Moderation", "/kick bob")]
    [InlineData("/BAN bob 2h", "Moderation", "/BAN bob 2h")]
    [InlineData("/frobnicate x", "Refused", "There is no /frobnicate: /help lists what there is. To say it, type it with two slashes.")]
    [InlineData("//who is who", "Message", "/who is who")]
    [InlineData("//kick bob", "Message", "//kick bob")]
    [InlineData("//", "Message", "/")]
    [InlineData("a/b", "Message", "a/b")]
    [InlineData("a\e[31m\u0007b", "Message", "a[31mb")]
    public void A_line_is_understood(string line, string kind, string text) =>
        Assert.Equal(new TypedLine(Enum.Parse<TypedKind>(kind), text), TypedLine.Parse(line, "alice"));

    [Fact]
    public void What_is_no_Unicode_is_sent_as_the_character_for_it() => Assert.Equal("a\ufffdb", TypedLine.Parse("a\ud800b", "alice").Text);

    [Fact]
    public void A_message_may_be_as_long_as_it_can_be_with_the_name_and_no_longer()
    {
        string longest = new('x', ClientSession.MaxMessageSize - "alice: ".Length);
        Assert.Equal(TypedKind.Message, TypedLine.Parse(longest, "alice").Kind);
        Assert.Equal(
            new TypedLine(TypedKind.Refused, $"The message is 2 bytes too long: with the name in front of it, at most {ClientSession.MaxMessageSize} can be sent."),
            TypedLine.Parse(longest + "é", "alice"));
    }

    [Fact]
    public void What_is_escaped_is_never_carried_out_by_the_room() =>
        Assert.All(Enum.GetValues<ModerationVerb>(), static verb => Assert.False(ModerationCommand.IsMeant(TypedLine.Parse($"//{verb} bob", "alice").Text)));

    [Fact]
    public void The_help_has_all_that_can_be_typed_and_fits_an_ordinary_terminal()
    {
        string help = string.Join('\n', TypedHelp.Lines);
        Assert.All(TypedHelp.Words, word => Assert.Contains(word.Trim(), help, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<ModerationVerb>(), verb => Assert.Contains($"/{verb}", help, StringComparison.OrdinalIgnoreCase));
        Assert.All(TypedHelp.Lines, static line => Assert.InRange(line.Length, 1, 74));
        Assert.All(TypedHelp.Words, static word => Assert.False(TypedLine.Parse(word.EndsWith(' ') ? word + "x" : word, "alice").Text.StartsWith("There is no", StringComparison.Ordinal)));
    }
}
