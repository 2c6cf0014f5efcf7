namespace KerberosGen.Package.Tests;

/// <summary>The fenced blocks of a page, so that a page's own words are what is run.</summary>
internal static class Fenced
{
    /// <summary>The first block of a language, with its last line's end.</summary>
    public static string Block(string page, string language)
    {
        string opening = $"```{language}\n";
        int start = page.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        Assert.True(start >= opening.Length, $"The page has no block in {language}.");
        return page[start..page.IndexOf("```\n", start, StringComparison.Ordinal)];
    }
}
