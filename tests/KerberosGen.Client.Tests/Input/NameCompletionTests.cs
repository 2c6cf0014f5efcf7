namespace KerberosGen.Client.Tests;

public sealed class NameCompletionTests
{
    private static readonly string[] Here = ["alice", "alan", "Michael Jackson", "bob", "小明"];

    [Theory]
    [InlineData("@bo|", "@bob |", "")]
    [InlineData("hi @BO|", "hi @bob |", "")]
    [InlineData("hi @bo| there", "hi @bob| there", "")]
    [InlineData("@a|", "@al|", "alice alan")]
    [InlineData("@al|", "@al|", "alice alan")]
    [InlineData("@ali|", "@alice |", "")]
    [InlineData("@michael ja|", "@Michael Jackson |", "")]
    [InlineData("@小|", "@小明 |", "")]
    [InlineData("@x|", "@x|", "")]
    [InlineData("bo|", "bob: |", "")]
    [InlineData("ask bo|", "ask bob |", "")]
    [InlineData("mail@bo|", "mail@bo|", "")]
    [InlineData("/w|", "/who|", "")]
    [InlineData("/m|", "/m|", "/me /mute")]
    [InlineData("/kick bo|", "/kick bob |", "")]
    [InlineData("/ban mich|", "/ban \"Michael Jackson\" |", "")]
    [InlineData("/say bo|", "/say bob |", "")]
    [InlineData("|", "|", "")]
    [InlineData("hello |", "hello |", "")]
    public void Tab_completes_as_far_as_only_one_thing_can_be_meant(string typed, string completed, string choices)
    {
        CompletedLine line = NameCompletion.Complete(typed.Replace("|", "", StringComparison.Ordinal), typed.IndexOf('|', StringComparison.Ordinal), Here);
        Assert.Equal(completed, line.Text.Insert(line.Cursor, "|"));
        Assert.Equal(choices, string.Join(' ', line.Choices));
    }
}
