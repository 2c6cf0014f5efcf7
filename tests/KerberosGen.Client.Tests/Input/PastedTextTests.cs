using KerberosGen.Protocol;

namespace KerberosGen.Client.Tests;

public sealed class PastedTextTests
{
    [Theory]
    [InlineData("one", "one")]
    [InlineData("one\n", "one")]
    [InlineData("one\ntwo\r\nthree\rfour\n\n\nfive", "one|two|three|four|five")]
    [InlineData("if (x)\n\treturn;  \n", "if (x)|    return;")]
    [InlineData("\n \n", "")]
    [InlineData("a\e[2Jb\nc", "a[2Jb|c")]
    public void Each_line_becomes_a_message(string text, string lines)
    {
        PastedText pasted = PastedText.Of(text, "alice");
        Assert.Equal(lines, string.Join('|', pasted.Lines));
        Assert.Null(pasted.Problem);
        Assert.Equal(pasted.Lines.Count > 1, pasted.IsAsked);
    }

    [Fact]
    public void No_line_of_several_is_carried_out_by_the_room() =>
        Assert.Equal(["hello", "//kick bob"], PastedText.Of("hello\n  /kick bob", "alice").Lines);

    [Fact]
    public void Too_much_is_refused_before_anything_is_sent()
    {
        Assert.Equal("201 lines are too many to paste at once: 200 can be.", PastedText.Of(string.Concat(Enumerable.Repeat("x\n", 201)), "alice").Problem);
        Assert.Equal("1000001 characters are too many to paste at once: 1000000 can be.", PastedText.Of(new string('x', 1_000_001), "alice").Problem);
        Assert.Equal("Line 2 of what was pasted is longer than a message can be.", PastedText.Of("x\n" + new string('x', ClientSession.MaxMessageSize), "alice").Problem);
    }
}
