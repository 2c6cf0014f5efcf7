using System.Text.RegularExpressions;
using KerberosGen.Cli.Completions;

namespace KerberosGen.Kdc.Tests.Completions;

public sealed class TypedLineTests
{
    private static readonly Func<string, string>[] Quotings =
    [
        static word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'",
        static word => $"\"{Regex.Replace(word, "[\"\\\\$`]", "\\$0")}\"",
        static word => word.Length == 0 ? "''" : Regex.Replace(word, "[^a-z]", "\\$0"),
    ];

    [Fact]
    public void Words_are_read_as_they_were_before_they_were_quoted()
    {
        const string Signs = "ab \t'\"\\$`=-é";
        var random = new Random(5);
        for (int round = 0; round < 2_000; round++)
        {
            string[] words = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new string(random.GetItems<char>(Signs, random.Next(0, 6))))];
            string line = string.Join(' ', words.Select(word => Quotings[random.Next(Quotings.Length)](word)));
            Assert.Equal(words, TypedLine.Split(line));
            Assert.Equal([.. words, ""], TypedLine.Split(line + " "));
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("  a", "a")]
    [InlineData("\"Printer 1", "Printer 1")]
    [InlineData("'Printer 1", "Printer 1")]
    [InlineData("\"a\\", "a")]
    [InlineData("a\\", "a")]
    [InlineData("\"a\\b\"", "a\\b")]
    [InlineData("a\"b c\"'d e'\\ f", "ab cd e f")]
    public void A_word_that_is_being_typed_is_what_it_has_become_so_far(string line, string expected) => Assert.Equal([expected], TypedLine.Split(line));
}
