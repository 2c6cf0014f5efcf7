namespace KerberosGen.Architecture.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "KerberosGen.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException($"No KerberosGen.sln above {AppContext.BaseDirectory}.");
    }
}
