namespace KerberosGen.Storage;

/// <summary>
/// A file's new content while it is written, beside the old one and 0600 on Unix from its first byte on. Committing it puts
/// it in the old one's place; disposing it without leaves the old one.
/// </summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;
    private bool _isDone;

    /// <summary>Begins.</summary>
    public PendingFile(string path)
    {
        _path = Path.GetFullPath(path);
        _temporary = Path.Combine(Directory, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");
        _stream = AtomicFile.Open(_temporary, FileMode.CreateNew);
    }

    /// <summary>Where the content goes.</summary>
    public Stream Stream => _stream;

    private string Directory => Path.GetDirectoryName(_path)!;

    /// <summary>Waits until what was written so far is on disk.</summary>
    public void Flush() => _stream.Flush(flushToDisk: true);

    /// <summary>Takes the file's place. When this returns, the new content survives a crash.</summary>
    /// <param name="overwrite">False if the file must not be there yet.</param>
    /// <exception cref="IOException">It could not be written; or it is there, and must not be.</exception>
    public void Commit(bool overwrite = true)
    {
        Flush();
        _stream.Dispose();
        if (overwrite)
            File.Move(_temporary, _path, overwrite: true);
        else
            FileNaming.MoveToFreeName(_temporary, _path);
        _isDone = true;
        DirectorySync.Flush(Directory);
    }

    /// <summary>Removes what was written, if it was not committed.</summary>
    public void Dispose()
    {
        if (_isDone)
            return;
        try
        {
            _stream.Dispose();
        }
        catch (Exception full) when (full is IOException or ArgumentOutOfRangeException)
        {
            // What it still held does not fit on the disk, and is not wanted any more.
        }

        File.Delete(_temporary);
    }
}
