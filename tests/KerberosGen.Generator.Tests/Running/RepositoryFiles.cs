using System.Runtime.CompilerServices;

namespace KerberosGen.Generator.Tests.Running;

/// <summary>Files of the working copy that tests read and, on request, rewrite.</summary>
internal static class RepositoryFiles
{
    public static string Tests(string path) => Path.Combine(Folder(), "..", path);

    public static string Generator(string path) => Path.Combine(Folder(), "..", "..", "..", "generator", "KerberosGen.Generator", path);

    public static string Docs(string path) => Path.Combine(Folder(), "..", "..", "..", "docs", path);

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
