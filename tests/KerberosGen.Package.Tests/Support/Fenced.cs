namespace KerberosGen.Package.Tests;

/// <summary>The fenced blocks of a page, so that a page's own words are what is run.</summary>
internal static class Fenced
{
    /// <summary>The one block of a language, with its last line's end.</summary>
    public static string Block(string page, string language) => Assert.Single(Blocks(page, language));

    /// <summary>The blocks of a language.</summary>
    public static IEnumerable<string> Blocks(string page, string language)
    {
        string opening = $"```{language}\n";
        for (int at = page.IndexOf(opening, StringComparison.Ordinal); at >= 0; at = page.IndexOf(opening, at, StringComparison.Ordinal))
        {
            int start = at + opening.Length;
            at = page.IndexOf("```\n", start, StringComparison.Ordinal);
            yield return page[start..at];
        }
    }
}
