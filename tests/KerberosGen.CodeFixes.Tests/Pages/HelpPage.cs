using System.Text.RegularExpressions;
using KerberosGen.CodeFixes.Tests.Running;

namespace KerberosGen.CodeFixes.Tests.Pages;

/// <summary>The page of one diagnostic, with the declarations it shows.</summary>
/// <param name="Heading">The first line.</param>
/// <param name="Sections">The headings below it.</param>
/// <param name="Wrong">The C# of the section 'Wrong'.</param>
/// <param name="Message">What the compiler prints about it.</param>
/// <param name="Right">The C# of the section 'Right'.</param>
/// <param name="WrongSpec">The <c>packets.spec</c> of the section 'Wrong', or null.</param>
/// <param name="RightSpec">The <c>packets.spec</c> of the section 'Right', or null.</param>
internal sealed record HelpPage(
    string Heading, string[] Sections, string Wrong, string Message, string Right, string? WrongSpec, string? RightSpec)
{
    public static string Folder { get; } = Path.Combine(RepositoryFiles.Root, "docs", "specs", "diagnostics");

    public static string PathOf(string id) => Path.Combine(Folder, id + ".md");

    public static HelpPage Read(string id)
    {
        string text = File.ReadAllText(PathOf(id)).ReplaceLineEndings("\n");
        return new HelpPage(
            text.Split('\n')[0],
            [.. Regex.Matches(text, "^## (.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value)],
            BlockIn(text, "Wrong", "csharp"),
            BlockIn(text, "Wrong", "text").TrimEnd(),
            BlockIn(text, "Right", "csharp"),
            FindBlock(text, "Wrong", "spec"),
            FindBlock(text, "Right", "spec"));
    }

    private static string BlockIn(string text, string heading, string language)
    {
        string? block = FindBlock(text, heading, language);
        Assert.True(block is not null, $"There is no ```{language} block under '## {heading}'.");
        return block;
    }

    private static string? FindBlock(string text, string heading, string language)
    {
        string section = text.Split($"\n## {heading}\n", 2).Last().Split("\n## ", 2)[0];
        Match match = Regex.Match(section, $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline);
        return match.Success ? match.Groups[1].Value : null;
    }
}
