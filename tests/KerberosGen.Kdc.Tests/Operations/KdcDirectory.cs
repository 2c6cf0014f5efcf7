namespace KerberosGen.Kdc.Tests.Operations;

/// <summary>A directory that goes with its test.</summary>
internal sealed class KdcDirectory : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("kerberosgen-ops-");

    public string Path => _root.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a configuration of its owner only.</summary>
    public string Configure(string json, string name = "kdc.json", UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        System.IO.File.WriteAllText(File(name), json);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(File(name), mode);
        return File(name);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
