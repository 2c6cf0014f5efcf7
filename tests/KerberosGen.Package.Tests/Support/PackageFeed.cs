namespace KerberosGen.Package.Tests;

/// <summary>A folder with the packages of this checkout, made by <c>dotnet pack</c>.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    /// <summary>Not the version of a release, so that no package of one is taken for these.</summary>
    public const string Version = "0.1.0-test";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("kerberosgen-feed-");

    /// <summary>The packages.</summary>
    public string Folder => Path.Combine(_root.FullName, "feed");

    /// <summary>A package's file.</summary>
    public string FileOf(string package) => Path.Combine(Folder, $"{package}.{Version}.nupkg");

    /// <summary>Makes a folder outside the checkout that gets KerberosGen from here.</summary>
    /// <param name="othersToo">False if it gets nothing from anywhere else.</param>
    public ProjectFolder NewProjectFolder(bool othersToo)
    {
        // The packages go to a folder of these tests, not to the user's, and what is in the user's need not be fetched again.
        string others = othersToo
            ? $"""<fallbackPackageFolders><add key="restored" value="{Repository.PackageFolder}" /></fallbackPackageFolders>"""
            : "";
        return new ProjectFolder($"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_root.FullName, "packages")}" /></config>
              <packageSources>{(othersToo ? "" : "<clear />")}<add key="kerberosgen" value="{Folder}" /></packageSources>
              {others}
            </configuration>
            """);
    }

    /// <inheritdoc/>
    public Task InitializeAsync() => Command.DotNetAsync(
        Repository.Root, "pack", "--no-build", "-c", Repository.Configuration, "-o", Folder, $"-p:Version={Version}");

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _root.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
