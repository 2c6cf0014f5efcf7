using System.Xml.Linq;
using Xunit;

namespace KerberosGen.Architecture.Tests;

/// <summary>Which project may know which. Read from the project files, so that an arrow cannot be added in passing.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["KerberosGen.Generator"] = [],
        ["KerberosGen.CodeFixes"] = ["KerberosGen.Generator"],
        ["KerberosGen.Runtime"] = [],
        ["KerberosGen.Packets"] = ["KerberosGen.Runtime"],
        ["KerberosGen.Protocol"] = ["KerberosGen.Packets"],
        ["KerberosGen.Storage"] = ["KerberosGen.Protocol"],
        ["KerberosGen.Databases"] = ["KerberosGen.Storage"],
        ["KerberosGen.Clients"] = ["KerberosGen.Storage"],
        ["KerberosGen.Hosting"] = ["KerberosGen.Clients"],
        ["KerberosGen.Inspection"] = ["KerberosGen.Runtime"],
        ["KerberosGen.Testing"] = ["KerberosGen.Runtime"],
    };

    public static TheoryData<string> Libraries() =>
        [.. ProjectFiles("runtime").Concat(ProjectFiles("generator")).Select(static p => Path.GetFileNameWithoutExtension(p))];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_points_only_where_the_plan_lets_it(string library)
    {
        Assert.True(Allowed.TryGetValue(library, out string[]? allowed), $"{library} is not in the plan: say here what it may know.");
        string file = ProjectFiles("runtime").Concat(ProjectFiles("generator")).Single(p => Path.GetFileNameWithoutExtension(p) == library);
        Assert.Equal(allowed.Order(), ReferencesOf(file).Order());
    }

    [Fact]
    public void No_library_knows_an_app() =>
        Assert.All(ProjectFiles("runtime").Concat(ProjectFiles("generator")), static p => Assert.DoesNotContain("apps/", File.ReadAllText(p), StringComparison.Ordinal));

    [Fact]
    public void An_example_knows_only_what_anyone_s_project_would() =>
        Assert.All(ProjectFiles("examples"), static p => Assert.Contains(Assert.Single(ReferencesOf(p)), (string[])["KerberosGen.Runtime", "KerberosGen.Clients"]));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "KerberosGen.sln")).Replace('\\', '/');
        Assert.All(
            new[] { "generator", "runtime", "apps", "examples", "tests", "benchmarks" }.SelectMany(ProjectFiles),
            p => Assert.Contains(Path.GetRelativePath(Repository.Root, p).Replace('\\', '/'), solution, StringComparison.Ordinal));
    }

    private static IEnumerable<string> ProjectFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<string> ReferencesOf(string projectFile) =>
        XDocument.Load(projectFile).Descendants("ProjectReference")
            .Select(static r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));
}
