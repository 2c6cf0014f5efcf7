using System.Reflection;

namespace KerberosGen.Package.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    static Repository()
    {
        // The tests run in tests/NAME/bin/CONFIGURATION/FRAMEWORK.
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        Configuration = framework.Parent!.Name;
        Root = framework.Parent.Parent!.Parent!.Parent!.Parent!.FullName;
    }

    public static string Root { get; }

    /// <summary>Debug or Release: what the tests were built in, and so what there is to pack.</summary>
    public static string Configuration { get; }

    /// <summary>Where the packages are that the checkout itself was restored from.</summary>
    public static string PackageFolder { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static m => m.Key == "PackageFolder").Value!;

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));
}
