using System.Reflection;
using System.Runtime.Loader;

namespace KerberosGen.Inspector.Watching;

/// <summary>The compiler of the newest SDK beside the running platform.</summary>
internal static class SdkCompiler
{
    private const string Name = "Microsoft.CodeAnalysis";

    /// <summary>Has the compiler's assemblies found there; false if no SDK is installed.</summary>
    public static bool TryUse()
    {
        // dotnet/shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll
        DirectoryInfo? root = new FileInfo(typeof(object).Assembly.Location).Directory?.Parent?.Parent?.Parent;
        var sdks = new DirectoryInfo(Path.Combine(root?.FullName ?? "", "sdk"));
        string? folder = !sdks.Exists ? null : sdks.EnumerateDirectories()
            .Select(sdk => (Version: VersionOf(sdk.Name), Path: Path.Combine(sdk.FullName, "Roslyn", "bincore")))
            .Where(sdk => File.Exists(Path.Combine(sdk.Path, Name + ".CSharp.dll")))
            .MaxBy(sdk => sdk.Version).Path;
        if (folder is null)
            return false;
        AssemblyLoadContext.Default.Resolving += (context, name) => Find(context, name, folder);
        return true;
    }

    private static Assembly? Find(AssemblyLoadContext context, AssemblyName name, string folder) =>
        name.Name?.StartsWith(Name, StringComparison.Ordinal) == true && Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path)
            ? context.LoadFromAssemblyPath(path)
            : null;

    private static Version VersionOf(string sdk) => Version.TryParse(sdk.Split('-')[0], out Version? version) ? version : new Version();
}
