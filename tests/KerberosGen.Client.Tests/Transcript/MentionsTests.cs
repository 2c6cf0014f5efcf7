namespace KerberosGen.Client.Tests;

public sealed class MentionsTests
{
    [Theory]
    [InlineData("alice", "hi alice!", "alice")]
    [InlineData("alice", "ALICE, Alice and @alice", "ALICE|Alice|@alice")]
    [InlineData("alice", "malice alices alice_ alice2 alice\u0301", "")]
    [InlineData("alice", "alice's (alice) alice-like", "alice|alice|alice")]
    [InlineData("alice", "alicealice alice", "alice")]
    [InlineData("Michael Jackson", "is michael jackson here", "michael jackson")]
    [InlineData("Jürgen", "JÜRGEN und @jürgen", "JÜRGEN|@jürgen")]
    [InlineData("Ольга", "привет, ольга.", "ольга")]
    [InlineData("小明", "@小明你好", "@小明")]
    [InlineData("bob!", "oh bob!x", "bob!")]
    [InlineData("😀", "hi😀there", "😀")]
    [InlineData("a\e[0m", "x a\\u001b[0m x", "a\\u001b[0m")]
    public void One_s_own_name_stands_out_where_it_is_a_word_of_its_own(string name, string shown, string expected)
    {
        IReadOnlyList<StyledText> pieces = new Mentions(name).Mark(shown, RowStyle.Text);
        Assert.Equal(expected, string.Join('|', pieces.Where(static piece => piece.Style == RowStyle.Mention).Select(static piece => piece.Text)));
        Assert.Equal(shown, string.Concat(pieces.Select(static piece => piece.Text)));
    }

    [Fact]
    public void What_one_says_oneself_is_no_mention()
    {
        Room room = new Room().Says(Room.Alice, "alice", "I am alice");
        Assert.DoesNotContain(room.Pieces(), static piece => piece.Style == RowStyle.Mention);
    }
}
