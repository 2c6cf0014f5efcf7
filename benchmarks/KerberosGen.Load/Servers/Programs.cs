namespace KerberosGen.Load.Servers;

/// <summary>Where the built programs are: of the same configuration as this one.</summary>
internal static class Programs
{
    /// <summary>This program, which is the ceiling's server too.</summary>
    public static string Self => Path.Combine(AppContext.BaseDirectory, "KerberosGen.Load");

    /// <summary>The KDC.</summary>
    /// <exception cref="InvalidOperationException">It is not built.</exception>
    public static string Kdc => App("kdc");

    /// <summary>The rooms.</summary>
    /// <exception cref="InvalidOperationException">They are not built.</exception>
    public static string Room => App("room");

    /// <summary>The client.</summary>
    /// <exception cref="InvalidOperationException">It is not built.</exception>
    public static string Client => App("client");

    /// <summary>The checkout.</summary>
    public static string Root => Configuration.Parent!.Parent!.Parent!.Parent!.FullName;

    // This runs in benchmarks/NAME/bin/CONFIGURATION/FRAMEWORK.
    private static DirectoryInfo Framework => new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static DirectoryInfo Configuration => Framework.Parent!;

    private static string App(string name)
    {
        string path = Path.Combine(Root, "apps", name, "bin", Configuration.Name, Framework.Name, name);
        return File.Exists(path) ? path : throw new InvalidOperationException($"There is no {name} at {path}: build this project, which builds it too.");
    }
}
