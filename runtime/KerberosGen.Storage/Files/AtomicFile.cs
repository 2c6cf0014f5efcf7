namespace KerberosGen.Storage;

/// <summary>
/// Replaces whole files so that whoever looks, at any instant and after any crash, finds the old file or the new one, whole.
/// What it writes is 0600 on Unix from its first byte on.
/// </summary>
internal static class AtomicFile
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Replaces a file. When this returns, the new content survives a crash.</summary>
    public static void Write(string path, Action<Stream> content) => Write(path, content, overwrite: true);

    /// <summary>Replaces a file. When this returns, the new content survives a crash.</summary>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <summary>Makes a file that must not be there yet.</summary>
    /// <exception cref="IOException">It is there.</exception>
    public static void WriteNew(string path, byte[] content) => Write(path, stream => stream.Write(content), overwrite: false);

    /// <summary>Opens a file for writing; where the mode makes a missing one, with 0600.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = BufferSize };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
            options.UnixCreateMode = PrivateMode.OwnerOnly;
        return new FileStream(path, options);
    }

    /// <summary>Removes what a crash left of earlier writes of this file. Only for files that one process alone writes.</summary>
    public static void RemoveLeftovers(string path)
    {
        foreach (string leftover in Directory.EnumerateFiles(DirectoryOf(path), $".{Path.GetFileName(path)}.*.tmp"))
            File.Delete(leftover);
    }

    private static void Write(string path, Action<Stream> content, bool overwrite)
    {
        string directory = DirectoryOf(path);
        string temporary = Path.Combine(directory, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (FileStream stream = Open(temporary, FileMode.CreateNew))
            {
                content(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        DirectorySync.Flush(directory);
    }

    private static string DirectoryOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;
}
