using System.Runtime.CompilerServices;

namespace KerberosGen.CodeFixes.Tests.Running;

/// <summary>Files of the working copy that tests read.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Folder(), "..", "..", ".."));

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
