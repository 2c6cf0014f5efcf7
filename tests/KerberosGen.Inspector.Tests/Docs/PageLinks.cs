using System.Text.RegularExpressions;

namespace KerberosGen.Inspector.Tests;

/// <summary>The files that a page of Markdown points to.</summary>
internal static partial class PageLinks
{
    public static IEnumerable<string> Of(string page) => Link().Matches(page).Select(m => m.Groups[1].Value);

    // A file of this repository, without the place in it.
    [GeneratedRegex(@"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)")]
    private static partial Regex Link();
}
