namespace KerberosGen.EndToEnd.Tests;

/// <summary>Where the built apps are: of the same configuration as these tests.</summary>
internal static class Apps
{
    /// <summary>Far longer than anything takes, so that only a hang reaches it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static string PathOf(string app)
    {
        // The tests run in tests/NAME/bin/CONFIGURATION/FRAMEWORK.
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        DirectoryInfo configuration = framework.Parent!;
        DirectoryInfo root = configuration.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(root.FullName, "apps", app, "bin", configuration.Name, framework.Name, app);
    }
}
