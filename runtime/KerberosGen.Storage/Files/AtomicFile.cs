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

    /// <summary>Replaces a file with what comes as it comes. When this returns, the new content survives a crash.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> content)
    {
        using var file = new PendingFile(path);
        await content(file.Stream).ConfigureAwait(false);
        file.Commit();
    }

    /// <summary>Makes a file that must not be there yet.</summary>
    /// <exception cref="IOException">It is there.</exception>
    public static void WriteNew(string path, byte[] content) => Write(path, stream => stream.Write(content), overwrite: false);

    /// <summary>Opens a file for writing; where the mode makes a missing one, with 0600.</summary>
    public static FileStream Open(string path, FileMode mode) => Open(path, mode, BufferSize);

    /// <summary>Writes behind what a file holds. When this returns, it survives a crash; a crash before that may leave a part of it.</summary>
    /// <param name="path">The file; it is made if it is missing.</param>
    /// <param name="length">Bytes that the file has.</param>
    /// <param name="content">What to write.</param>
    public static void Append(string path, long length, ReadOnlySpan<byte> content)
    {
        try
        {
            // One write: a buffer would cost a client that registers alone more than its line.
            using FileStream stream = Open(path, FileMode.OpenOrCreate, bufferSize: 0);
            stream.Position = length;
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        catch (ArgumentOutOfRangeException limit)
        {
            throw TooLarge(path, limit);
        }

        if (length == 0)
            DirectorySync.Flush(DirectoryOf(path));
    }

    /// <summary>What .NET calls an argument out of range is a file that the system lets grow no further (EFBIG).</summary>
    public static IOException TooLarge(string path, ArgumentOutOfRangeException limit) =>
        new($"{path}: the system lets the file grow no further.", limit);

    /// <summary>Removes what a crash left of earlier writes of this file. Only for files that one process alone writes.</summary>
    public static void RemoveLeftovers(string path)
    {
        foreach (string leftover in Directory.EnumerateFiles(DirectoryOf(path), $".{Path.GetFileName(path)}.*.tmp"))
            File.Delete(leftover);
    }

    private static FileStream Open(string path, FileMode mode, int bufferSize)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
            options.UnixCreateMode = PrivateMode.OwnerOnly;
        return new FileStream(path, options);
    }

    private static void Write(string path, Action<Stream> content, bool overwrite)
    {
        using var file = new PendingFile(path);
        try
        {
            content(file.Stream);
            file.Commit(overwrite);
        }
        catch (ArgumentOutOfRangeException limit)
        {
            throw TooLarge(path, limit);
        }
    }

    private static string DirectoryOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;
}
