using System.Runtime.CompilerServices;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// A KDC's files as the seed has them, and as the original program writes them: clients.txt and services.json, either of which
/// may be missing, and disabled.json if our own KDC wrote them. Nothing in the directory is changed.
/// </summary>
public sealed class SeedDirectory : IPrincipalSource
{
    private readonly string _clientsPath;
    private readonly string _servicesPath;
    private readonly DisabledFile _disabled;
    private readonly TimeZoneInfo _zone;
    private readonly IDisposable? _lock;

    private SeedDirectory(string directory, TimeZoneInfo zone, IDisposable? directoryLock)
    {
        _clientsPath = Path.Combine(directory, ClientsFile.FileName);
        _servicesPath = Path.Combine(directory, ServicesFile.FileName);
        _disabled = DisabledFile.Read(Path.Combine(directory, DisabledFile.FileName));
        _zone = zone;
        _lock = directoryLock;
    }

    /// <summary>Opens a directory. A KDC of ours is kept out of it meanwhile, unless this process has it already.</summary>
    /// <param name="directory">The directory; it must be there.</param>
    /// <param name="zone">The zone of last-seen times.</param>
    /// <param name="isOurs">True if this process holds the directory's lock.</param>
    /// <exception cref="FileFormatException">disabled.json makes no sense.</exception>
    /// <exception cref="DirectoryInUseException">A KDC works there.</exception>
    /// <exception cref="IOException">Neither file is there.</exception>
    public static SeedDirectory Open(string directory, TimeZoneInfo zone, bool isOurs)
    {
        if (!File.Exists(Path.Combine(directory, ClientsFile.FileName)) && !File.Exists(Path.Combine(directory, ServicesFile.FileName)))
            throw new FileNotFoundException($"{directory}: neither {ClientsFile.FileName} nor {ServicesFile.FileName} is there.");
        // The original program knows no lock, and its directory may be read-only.
        bool hasLock = !isOurs && File.Exists(Path.Combine(directory, DirectoryLock.FileName));
        IDisposable? directoryLock = hasLock ? DirectoryLock.Take(directory) : null;
        try
        {
            return new SeedDirectory(directory, zone, directoryLock);
        }
        catch
        {
            directoryLock?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TransferredPrincipal> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (JsonRow row in JsonRows.Read(_servicesPath))
            yield return new TransferredPrincipal(_servicesPath, row.Line, null, ServicesFile.ServiceOf(row, _disabled));
        if (!File.Exists(_clientsPath))
            yield break;
        await using var stream = new FileStream(_clientsPath, new FileStreamOptions { Options = FileOptions.SequentialScan });
        var lines = new LineReader(stream, _clientsPath, ClientLine.MaxSize);
        while (await lines.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (lines.Line.IsEmpty)
                continue;
            if (!ClientLine.TryParse(lines.Line.Span, _zone, out ClientPrincipal? client, out string? problem))
                throw FileFormatException.Because(_clientsPath, lines.Number, problem);
            bool isDisabled = _disabled.Contains(DisabledFile.ClientField, client.Id);
            yield return new TransferredPrincipal(_clientsPath, lines.Number, client with { IsDisabled = isDisabled }, null);
        }

        lines.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();
}
