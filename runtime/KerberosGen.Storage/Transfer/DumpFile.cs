namespace KerberosGen.Storage;

/// <summary>A dump in a file.</summary>
public sealed class DumpFile : IPrincipalSource
{
    private readonly string _path;
    private readonly FileStream _stream;

    private DumpFile(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <summary>Opens a dump; what another process makes of the file's name from then on does not matter.</summary>
    /// <exception cref="IOException">It is missing, others than its owner may read it, or it cannot be read twice.</exception>
    public static DumpFile Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such file or directory.", path);
        PrivateMode.RefuseWider(path);
        var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.SequentialScan });
        if (stream.CanSeek)
            return new DumpFile(path, stream);
        stream.Dispose();
        throw new IOException($"{path}: a dump is read twice, which a pipe cannot be: save it in a file first.");
    }

    /// <summary>Writes a dump, 0600 on Unix. An old one of the name stays whole until the new one is.</summary>
    /// <exception cref="IOException">It could not be written; the old one is as it was.</exception>
    public static Task WriteAsync(string path, Func<Stream, Task> content) => AtomicFile.WriteAsync(path, content);

    /// <inheritdoc/>
    public IAsyncEnumerable<TransferredPrincipal> ReadAsync(CancellationToken cancellation)
    {
        _stream.Position = 0;
        return DumpReader.ReadAsync(_stream, _path, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
