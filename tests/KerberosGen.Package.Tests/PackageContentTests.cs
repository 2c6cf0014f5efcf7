using System.IO.Compression;

namespace KerberosGen.Package.Tests;

/// <summary>What is packed, and nothing else.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public void Packing_makes_these_packages() => Assert.Equal(
        ["KerberosGen", "KerberosGen.Inspector", "KerberosGen.Templates", "KerberosGen.Testing"],
        Directory.EnumerateFiles(feed.Folder).Select(static f => Path.GetFileName(f).Replace($".{PackageFeed.Version}.nupkg", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void One_package_brings_the_runtime_and_what_runs_in_the_compiler()
    {
        using ZipArchive package = ZipFile.OpenRead(feed.FileOf("KerberosGen"));
        IEnumerable<string> files = package.Entries.Select(static e => e.FullName)
            .Where(static f => !f.StartsWith("_rels/", StringComparison.Ordinal) && !f.StartsWith("package/", StringComparison.Ordinal) && f != "[Content_Types].xml");
        Assert.Equal(
            [
                "KerberosGen.nuspec",
                "PACKAGE.md",
                "analyzers/dotnet/cs/KerberosGen.CodeFixes.dll",
                "analyzers/dotnet/cs/KerberosGen.Generator.dll",
                "build/KerberosGen.props",
                "lib/net10.0/KerberosGen.Runtime.dll",
                "lib/net10.0/KerberosGen.Runtime.xml",
            ],
            files.Order(StringComparer.Ordinal));
    }
}
