using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// The seed's files of a KDC, clients.txt and services.json (protocol, 'Files'). Everything is in memory; finding and listing
/// take no lock and do not allocate. A principal is on disk before it is answered; when clients were last seen is written by
/// <see cref="FlushAsync"/> and <see cref="DisposeAsync"/> alone. Stop the KDC before editing the files.
/// </summary>
public sealed class SeedFileStore : IPrincipalStore, IAsyncDisposable
{
    private readonly ClientsFile _clients;
    private readonly ServicesFile _services;
    private readonly IDisposable _lock;
    private int _isDisposed;

    private SeedFileStore(ClientsFile clients, ServicesFile services, IDisposable directoryLock)
    {
        _clients = clients;
        _services = services;
        _lock = directoryLock;
    }

    /// <summary>
    /// Opens the files of a directory; missing ones are made, with 0600 on Unix, when there is something to write. Wider ones
    /// that hold keys or hashes are narrowed. A last line of clients.txt that a crash cut in the middle is put aside into
    /// clients.txt.torn: it was never answered.
    /// </summary>
    /// <param name="directory">The directory; it must be there.</param>
    /// <param name="clock">Whose local time zone last-seen times are in.</param>
    /// <param name="notice">Is told, in a sentence, what was mended. It is never given a secret.</param>
    /// <param name="timeZone">The zone of last-seen times, if not the clock's.</param>
    /// <exception cref="FileFormatException">A file makes no sense. No file was changed.</exception>
    /// <exception cref="DirectoryInUseException">Another KDC works in the directory.</exception>
    /// <exception cref="IOException">The directory is missing, or a file cannot be read.</exception>
    public static SeedFileStore Open(string directory, TimeProvider clock, Action<string> notice, TimeZoneInfo? timeZone = null)
    {
        string root = Path.GetFullPath(directory);
        string clientsPath = Path.Combine(root, ClientsFile.FileName), servicesPath = Path.Combine(root, ServicesFile.FileName);
        TimeZoneInfo zone = timeZone ?? clock.LocalTimeZone;
        IDisposable directoryLock = DirectoryLock.Take(root);
        try
        {
            PrivateMode.Narrow(clientsPath, notice);
            PrivateMode.Narrow(servicesPath, notice);
            ClientsFileContent content = ClientsFileContent.Read(clientsPath, zone);
            ServicesFile services = ServicesFile.Read(servicesPath);

            // Nothing is changed before all of it is known to make sense.
            content.MendTornLine(clientsPath, notice);
            AtomicFile.RemoveLeftovers(clientsPath);
            AtomicFile.RemoveLeftovers(servicesPath);
            return new SeedFileStore(new ClientsFile(clientsPath, zone, content), services, directoryLock);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name or the key breaks the protocol's rules: the file could not be read again.</exception>
    /// <exception cref="InvalidOperationException">Another client has the id.</exception>
    /// <exception cref="IOException">It could not be written; it is not registered.</exception>
    public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation)
    {
        CheckWritable(client.Name, client.Key.Bytes.Length);
        return _clients.TryAddAsync(client, cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name, the key or the port breaks the protocol's rules: the file could not be read again.</exception>
    /// <exception cref="InvalidOperationException">Another service has the id.</exception>
    /// <exception cref="IOException">It could not be written; it is not registered.</exception>
    public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation)
    {
        CheckWritable(service.Name, service.Key.Bytes.Length);
        if (service.EndPoint.Port == 0)
            throw new ArgumentException("A service has a port from 1 to 65535.", nameof(service));
        return _services.TryAddAsync(service, cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Its LastSeen is that of the file: the last flush.</remarks>
    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation) => new(_clients.Find(id));

    /// <inheritdoc/>
    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation) => new(_services.Find(id));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation) => new(_services.InOrder);

    /// <inheritdoc/>
    public void NoteSeen(PrincipalId client, DateTimeOffset now) => _clients.NoteSeen(client, now);

    /// <summary>Writes when clients were last seen, by replacing clients.txt, if any was since the last time.</summary>
    /// <exception cref="IOException">It could not be written; the old file is whole, and the next flush tries again.</exception>
    public Task FlushAsync(CancellationToken cancellation) => _clients.FlushAsync(cancellation);

    /// <summary>Flushes, and lets go of the directory; registering fails from then on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        try
        {
            await _services.CloseAsync().ConfigureAwait(false);
            await _clients.CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private static void CheckWritable(PrincipalName name, int keySize)
    {
        if (!Validator.IsName(in name, out string? problem))
            throw new ArgumentException(problem);
        if (keySize != AesKey.Size)
            throw new ArgumentException($"A key has {AesKey.Size} bytes, not {keySize}.");
    }
}
