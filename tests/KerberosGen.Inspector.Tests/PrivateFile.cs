namespace KerberosGen.Inspector.Tests;

/// <summary>Files that their owner alone can read.</summary>
internal static class PrivateFile
{
    public static string Write(string path, string text, UnixFileMode others = UnixFileMode.None)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        return path;
    }
}
