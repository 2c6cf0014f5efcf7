using System.Text.RegularExpressions;

namespace KerberosGen.Package.Tests;

/// <summary>The template, as a person uses it who has the packages and nothing of this checkout.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class TemplateTests(PackageFeed feed)
{
    [Fact]
    public async Task The_template_makes_a_protocol_whose_page_tells_commands_that_work()
    {
        using ProjectFolder folder = feed.NewProjectFolder(othersToo: true);
        string[] hive = ["--debug:custom-hive", Path.Combine(folder.Root, "hive")];
        await Command.DotNetAsync(folder.Root, ["new", "install", feed.FileOf("KerberosGen.Templates"), .. hive]);
        // A name that is no identifier: the namespaces must be.
        await Command.DotNetAsync(folder.Root, ["new", "kerberosgen-packets", "-n", "weather-station", .. hive]);
        string solution = Path.Combine(folder.Root, "weather-station");
        string[] commands = [.. Fenced.Blocks(File.ReadAllText(Path.Combine(solution, "README.md")), "sh")
            .SelectMany(static block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

        Assert.Matches(@"Failed: +0, Passed: +4, Skipped: +0", await RunAsync("dotnet test"));
        string measured = await RunAsync("dotnet run -c Release --project benchmarks", " --job Dry --inProcess");
        Assert.Equal(4, NothingAllocated().Count(measured));

        // Where a tool was restored to is remembered in the user's home: in one that goes with this test.
        using ProjectFolder home = feed.NewProjectFolder(othersToo: false);
        string isolated = $"DOTNET_CLI_HOME='{home.Root}' ";
        await RunAsync("dotnet tool restore", $" --configfile '{home.Root}/nuget.config'", isolated);
        string decoded = await RunAsync("dotnet kerberosgen-inspector decode", before: isolated);
        Assert.Contains("Reading(1)", decoded, StringComparison.Ordinal);
        Assert.Contains("\"ice\"", decoded, StringComparison.Ordinal);
        string tables = Path.Combine(solution, "packets", "packets.spec");
        string shipped = File.ReadAllText(tables);
        await RunAsync("dotnet kerberosgen-inspector spec --write", before: isolated);
        Assert.Equal(shipped, File.ReadAllText(tables));

        async Task<string> RunAsync(string beginning, string behind = "", string before = "")
        {
            string command = commands.Single(c => c.StartsWith(beginning, StringComparison.Ordinal));
            return (await Command.RunAsync(solution, "bash", "-c", before + command + behind)).Output;
        }
    }

    [Fact]
    public void The_template_uses_the_versions_that_this_checkout_uses()
    {
        string pinned = Repository.Read("Directory.Packages.props");
        string template = Path.Combine(Repository.Root, "templates", "kerberosgen-packets");
        Match[] references = [.. Directory.EnumerateFiles(template, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(static project => PackageReference().Matches(File.ReadAllText(project)))
            .Where(static reference => !reference.Groups["id"].Value.StartsWith("KerberosGen", StringComparison.Ordinal))];
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Contains(
            $"""<PackageVersion Include="{reference.Groups["id"]}" Version="{reference.Groups["version"]}" />""", pinned, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| \w+ +\|.*\| +- \|\r?$", RegexOptions.Multiline)]
    private static partial Regex NothingAllocated();

    [GeneratedRegex("""<PackageReference Include="(?<id>[^"]+)" Version="(?<version>[^"]+)" />""")]
    private static partial Regex PackageReference();
}
