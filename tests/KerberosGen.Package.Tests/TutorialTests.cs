using System.Text.RegularExpressions;

namespace KerberosGen.Package.Tests;

/// <summary>The tutorial, step by step as it stands on its page, by a person who has the packages.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class TutorialTests(PackageFeed feed)
{
    [Fact]
    public async Task The_tutorial_leads_from_a_table_in_an_rfc_to_a_decoded_capture()
    {
        using ProjectFolder folder = feed.NewProjectFolder(othersToo: true);
        using ProjectFolder home = feed.NewProjectFolder(othersToo: false);
        string project = Path.Combine(folder.Root, "Tftp");
        var printed = new List<string>();

        string page = Repository.Read(Path.Combine("docs", "specs", "tutorial.md"));
        foreach (Match step in Step().Matches(page).Skip(1))
        {
            if (step.Groups["file"] is { Success: true } file)
                File.WriteAllText(Path.Combine(project, file.Value), step.Groups["text"].Value);
            else
                printed.Add(await RunAsync(step.Groups["text"].Value));
        }

        Assert.Equal(4, printed.Count);
        Assert.Matches("Failed: +0, Passed: +3, Skipped: +0", printed[1]);
        Assert.Contains("\"hello.txt\"", printed[2], StringComparison.Ordinal);
        Assert.Contains("\"File not found\"", printed[2], StringComparison.Ordinal);
        Assert.Equal(5, Regex.Count(printed[2], "^#[0-9]+ ", RegexOptions.Multiline));

        async Task<string> RunAsync(string commands)
        {
            string beginning = $"set -e\nexport DOTNET_CLI_HOME='{home.Root}' CHECKOUT='{Repository.Root}'\n";
            if (printed.Count == 0)
                beginning += $"dotnet new install '{feed.FileOf("KerberosGen.Templates")}'\n";
            return (await Command.RunAsync(printed.Count == 0 ? folder.Root : project, "bash", "-c", beginning + commands)).Output;
        }
    }

    [GeneratedRegex("(This is\\s+`(?<file>[^`]+)`:\n\n```csharp\n(?<text>.*?)^```$)|(^```sh\n(?<text>.*?)^```$)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Step();
}
