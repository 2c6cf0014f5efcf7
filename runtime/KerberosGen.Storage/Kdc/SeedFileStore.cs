using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// The seed's files of a KDC, clients.txt and services.json (protocol, 'Files'), and beside them disabled.json,
/// the ids of the principals that are disabled. Everything is in memory, clients compactly; finding
/// one of the last ten thousand clients, and finding and listing services, take no lock and do not allocate. A principal is on disk before it is answered; when clients were last seen is written by
/// <see cref="FlushAsync"/> and <see cref="DisposeAsync"/> alone. Stop the KDC before editing the files.
/// </summary>
public sealed class SeedFileStore : IPrincipalDatabase
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
    /// Opens the files of a directory; missing ones are made, with 0600 on Unix, when there is something to write; wider
    /// ones that hold keys or hashes are refused. A last line of clients.txt that a crash cut in the middle is put aside into
    /// clients.txt.torn: it was never answered.
    /// </summary>
    /// <param name="directory">The directory; it must be there.</param>
    /// <param name="clock">Whose local time zone last-seen times are in.</param>
    /// <param name="notice">Is told, in a sentence, what was mended. It is never given a secret.</param>
    /// <param name="timeZone">The zone of last-seen times, if not the clock's.</param>
    /// <exception cref="FileFormatException">A file makes no sense. No file was changed.</exception>
    /// <exception cref="FileModeException">Others than its owner may read or write a file with keys. No file was changed.</exception>
    /// <exception cref="DirectoryInUseException">Another KDC works in the directory.</exception>
    /// <exception cref="IOException">The directory is missing, or a file cannot be read.</exception>
    public static SeedFileStore Open(string directory, TimeProvider clock, Action<string> notice, TimeZoneInfo? timeZone = null)
    {
        string root = Path.GetFullPath(directory);
        string clientsPath = Path.Combine(root, ClientsFile.FileName), servicesPath = Path.Combine(root, ServicesFile.FileName);
        string disabledPath = Path.Combine(root, DisabledFile.FileName);
        TimeZoneInfo zone = timeZone ?? clock.LocalTimeZone;
        IDisposable directoryLock = DirectoryLock.Take(root);
        try
        {
            PrivateMode.Require(clientsPath);
            PrivateMode.Require(servicesPath);
            ClientsFileContent content = ClientsFileContent.Read(clientsPath, zone);
            DisabledFile disabled = DisabledFile.Read(disabledPath);
            ServicesFile services = ServicesFile.Read(servicesPath, disabled);

            // Nothing is changed before all of it is known to make sense.
            content.MendTornLine(notice);
            AtomicFile.RemoveLeftovers(clientsPath);
            AtomicFile.RemoveLeftovers(servicesPath);
            AtomicFile.RemoveLeftovers(disabledPath);
            var clients = new ClientsFile(clientsPath, zone, content, disabled);
            disabled.PointOutUnknown(id => clients.Find(id) is not null, id => services.Find(id) is not null, notice);
            return new SeedFileStore(clients, services, directoryLock);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name or the key breaks the protocol's rules: the file could not be read again.</exception>
    /// <exception cref="IOException">It could not be written; it is not registered.</exception>
    public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation)
    {
        PrincipalRules.Check(client);
        return _clients.CommitAsync(PrincipalChange<ClientPrincipal>.Add(client, client.Id), cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name, the key or the port breaks the protocol's rules: the file could not be read again.</exception>
    /// <exception cref="IOException">It could not be written; it is not registered.</exception>
    public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation)
    {
        PrincipalRules.Check(service);
        return _services.CommitAsync(PrincipalChange<ServicePrincipal>.Add(service, service.Id), cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Its LastSeen may be older than what was noted since the last flush.</remarks>
    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation) =>
        IsDisposed ? throw Disposed() : new(_clients.Find(id));

    /// <inheritdoc/>
    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation) =>
        IsDisposed ? throw Disposed() : new(_services.Find(id));

    /// <inheritdoc/>
    /// <remarks>Its LastSeen is the latest that was noted.</remarks>
    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalName name, CancellationToken cancellation) =>
        IsDisposed ? throw Disposed() : new(_clients.Find(name));

    /// <inheritdoc/>
    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalName name, CancellationToken cancellation) =>
        IsDisposed ? throw Disposed() : new(_services.Find(name));

    /// <inheritdoc/>
    public IAsyncEnumerable<ClientPrincipal> ReadClientsAsync(CancellationToken cancellation) =>
        IsDisposed ? throw Disposed() : _clients.ReadAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation) =>
        IsDisposed ? throw Disposed() : new(_services.InOrder);

    /// <inheritdoc/>
    public void NoteSeen(PrincipalId client, DateTimeOffset now) => _clients.NoteSeen(client, now);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The change breaks the protocol's rules, or gives the client another id or name.</exception>
    /// <exception cref="IOException">It could not be written; the client is as it was.</exception>
    public async ValueTask<ClientPrincipal?> UpdateClientAsync(PrincipalId id, Func<ClientPrincipal, ClientPrincipal> change, CancellationToken cancellation)
    {
        var update = PrincipalChange<ClientPrincipal>.Update(id, change);
        await _clients.CommitAsync(update, cancellation).ConfigureAwait(false);
        return update.After;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The change breaks the protocol's rules, or gives the service another id or name.</exception>
    /// <exception cref="IOException">It could not be written; the service is as it was.</exception>
    public async ValueTask<ServicePrincipal?> UpdateServiceAsync(PrincipalId id, Func<ServicePrincipal, ServicePrincipal> change, CancellationToken cancellation)
    {
        var update = PrincipalChange<ServicePrincipal>.Update(id, change);
        await _services.CommitAsync(update, cancellation).ConfigureAwait(false);
        return update.After;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It could not be written; the client is still there.</exception>
    public ValueTask<bool> RemoveClientAsync(PrincipalId id, CancellationToken cancellation) =>
        _clients.CommitAsync(PrincipalChange<ClientPrincipal>.Remove(id), cancellation);

    /// <inheritdoc/>
    /// <exception cref="IOException">It could not be written; the service is still there.</exception>
    public ValueTask<bool> RemoveServiceAsync(PrincipalId id, CancellationToken cancellation) =>
        _services.CommitAsync(PrincipalChange<ServicePrincipal>.Remove(id), cancellation);

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

    private bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    private static ObjectDisposedException Disposed() => new(nameof(SeedFileStore));
}
