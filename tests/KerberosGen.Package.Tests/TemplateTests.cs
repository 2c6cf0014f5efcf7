using System.Text.RegularExpressions;

namespace KerberosGen.Package.Tests;

/// <summary>The template, as a person uses it who has the packages and nothing of this checkout.</summary>
public sealed partial class TemplateTests
{
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

    [GeneratedRegex("""<PackageReference Include="(?<id>[^"]+)" Version="(?<version>[^"]+)" />""")]
    private static partial Regex PackageReference();
}
