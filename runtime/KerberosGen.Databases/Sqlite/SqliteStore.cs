using System.Runtime.CompilerServices;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases;

/// <summary>
/// The KDC database in one SQLite file, kdc.db, of which one KDC has the directory to itself. Keys are sealed under the master key
/// of a stash file (<see cref="KeySealer"/>). Services are in memory, and so are the clients of recent requests: finding those
/// takes no lock and does not allocate. A change is on the disk before it is answered; when clients were last seen is written
/// by <see cref="FlushAsync"/> and <see cref="DisposeAsync"/>, and whenever 65,536 of them wait.
/// </summary>
public sealed class SqliteStore : IPrincipalDatabase
{
    private const string FileName = "kdc.db";
    private const int ClientsAtOnce = 1_000;

    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private readonly KeySealer _sealer;
    private readonly IDisposable _lock;
    private readonly KnownServices _services;
    private readonly RecentClients _clients = new();
    private readonly SeenTimes _seen = new();
    private bool _isDisposed;

    private SqliteStore(SqliteWriter writer, SqliteReaders readers, KeySealer sealer, KnownServices services, IDisposable directoryLock)
    {
        _writer = writer;
        _readers = readers;
        _sealer = sealer;
        _services = services;
        _lock = directoryLock;
    }

    /// <summary>Opens kdc.db, which is made, 0600, if it is missing. Of the clients it reads none.</summary>
    /// <param name="directory">The directory; it must be there.</param>
    /// <param name="stash">The stash file; it is made, 0600, together with the database.</param>
    /// <param name="notice">Is told, in a sentence, what was made. It is never given a secret.</param>
    /// <param name="cancellation">Gives up before anything is opened.</param>
    /// <exception cref="StoreFailedException">The database or the stash cannot be used: the sentence says why. Nothing was changed.</exception>
    /// <exception cref="DirectoryInUseException">Another KDC works in the directory.</exception>
    /// <exception cref="IOException">The directory is missing, or a file cannot be opened, or others than its owner may read it.</exception>
    public static Task<SqliteStore> OpenAsync(string directory, string stash, Action<string> notice, CancellationToken cancellation) =>
        Task.Run(() => Open(Path.GetFullPath(directory), Path.GetFullPath(stash), notice), cancellation);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name or the key breaks the protocol's rules.</exception>
    /// <exception cref="StoreFailedException">It could not be written; it is not registered.</exception>
    public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation)
    {
        PrincipalRules.Check(client);
        ThrowIfDisposed();
        return _writer.CommitAsync(
            new SqliteChange(
                tables => tables.TryAdd(client),
                () =>
                {
                    _seen.Forget(client.Id);
                    _clients.Added(client);
                }),
            cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name, the key or the port breaks the protocol's rules.</exception>
    /// <exception cref="StoreFailedException">It could not be written; it is not registered.</exception>
    public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation)
    {
        PrincipalRules.Check(service);
        ThrowIfDisposed();
        return _writer.CommitAsync(new SqliteChange(tables => tables.TryAdd(service), () => _services.Added(service)), cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Its LastSeen is that of the last flush.</remarks>
    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation)
    {
        ThrowIfDisposed();
        return _clients.Find(id) is { } client ? new(client) : LoadAsync(id, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation)
    {
        ThrowIfDisposed();
        return new(_services.Find(id));
    }

    /// <inheritdoc/>
    /// <remarks>Its LastSeen is the latest that was noted.</remarks>
    public async ValueTask<ClientPrincipal?> FindClientAsync(PrincipalName name, CancellationToken cancellation)
    {
        ClientPrincipal? client = await _readers.ReadAsync(tables => tables.FindClient(name), cancellation).ConfigureAwait(false);
        return client is null ? null : _seen.WithLatest(client);
    }

    /// <inheritdoc/>
    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalName name, CancellationToken cancellation)
    {
        ThrowIfDisposed();
        return new(_services.Find(name));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation)
    {
        ThrowIfDisposed();
        return new(_services.InOrder);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ClientPrincipal> ReadClientsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // A reading transaction that stays open keeps the log from being emptied: each of these ends before a client is given out.
        long last = 0;
        List<ClientPrincipal> clients;
        do
        {
            clients = await _readers.ReadAsync(tables => tables.ReadClients(ref last, ClientsAtOnce), cancellation).ConfigureAwait(false);
            foreach (ClientPrincipal client in clients)
                yield return _seen.WithLatest(client);
        }
        while (clients.Count == ClientsAtOnce);
    }

    /// <inheritdoc/>
    public void NoteSeen(PrincipalId client, DateTimeOffset now)
    {
        if (_seen.Note(client, now))
            _ = WriteSeenEarlyAsync();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The change breaks the protocol's rules, or gives the client another id or name.</exception>
    /// <exception cref="StoreFailedException">It could not be written; the client is as it was.</exception>
    public async ValueTask<ClientPrincipal?> UpdateClientAsync(PrincipalId id, Func<ClientPrincipal, ClientPrincipal> change, CancellationToken cancellation)
    {
        ClientPrincipal? after = null;
        var update = new SqliteChange(
            tables =>
            {
                if (tables.FindClient(id) is not { } before)
                    return false;
                before = _seen.WithLatest(before);
                ClientPrincipal changed = change(before);
                PrincipalRules.CheckChange(before, changed);
                tables.Replace(changed);
                after = changed;
                return true;
            },
            () =>
            {
                _seen.Forget(id);
                _clients.Changed(after!);
            });
        return await _writer.CommitAsync(update, cancellation).ConfigureAwait(false) ? after : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The change breaks the protocol's rules, or gives the service another id or name.</exception>
    /// <exception cref="StoreFailedException">It could not be written; the service is as it was.</exception>
    public async ValueTask<ServicePrincipal?> UpdateServiceAsync(PrincipalId id, Func<ServicePrincipal, ServicePrincipal> change, CancellationToken cancellation)
    {
        ServicePrincipal? after = null;
        var update = new SqliteChange(
            tables =>
            {
                // What an earlier change of this transaction did is in the tables, and not in memory yet.
                if (tables.FindService(id) is not { } before)
                    return false;
                ServicePrincipal changed = change(before);
                PrincipalRules.CheckChange(before, changed);
                tables.Replace(changed);
                after = changed;
                return true;
            },
            () => _services.Changed(after!));
        return await _writer.CommitAsync(update, cancellation).ConfigureAwait(false) ? after : null;
    }

    /// <inheritdoc/>
    /// <exception cref="StoreFailedException">It could not be written; the client is still there.</exception>
    public ValueTask<bool> RemoveClientAsync(PrincipalId id, CancellationToken cancellation) => _writer.CommitAsync(
        new SqliteChange(
            tables => tables.RemoveClient(id),
            () =>
            {
                _seen.Forget(id);
                _clients.Removed(id);
            }),
        cancellation);

    /// <inheritdoc/>
    /// <exception cref="StoreFailedException">It could not be written; the service is still there.</exception>
    public ValueTask<bool> RemoveServiceAsync(PrincipalId id, CancellationToken cancellation) =>
        _writer.CommitAsync(new SqliteChange(tables => tables.RemoveService(id), () => _services.Removed(id)), cancellation);

    /// <summary>Writes when clients were last seen, in one transaction.</summary>
    /// <exception cref="StoreFailedException">It could not be written; the next flush tries again.</exception>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        ThrowIfDisposed();
        if (_seen.Take() is not { } times)
            return;
        bool isWritten = false;
        try
        {
            await _writer.CommitAloneAsync(tables => WriteSeen(tables, times), cancellation).ConfigureAwait(false);
            isWritten = true;
            _clients.Seen(times);
        }
        finally
        {
            _seen.Done(times, isWritten);
        }
    }

    /// <summary>Flushes, and lets go of the database; what comes later fails.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        try
        {
            await _readers.DisposeAsync().ConfigureAwait(false);
            await _writer.CloseAsync(tables => WriteSeen(tables, _seen.Take() ?? [])).ConfigureAwait(false);
        }
        finally
        {
            _sealer.Dispose();
            _lock.Dispose();
        }
    }

    private static SqliteStore Open(string directory, string stash, Action<string> notice)
    {
        var file = new SqliteFile(Path.Combine(directory, FileName), "the KDC");
        IDisposable directoryLock = DirectoryLock.Take(directory);
        SqliteConnection? connection = null;
        KeySealer? sealer = null;
        try
        {
            file.Prepare();
            connection = file.Connect(forWriting: true);
            sealer = SqliteSchema.Prepare(connection, file.Path, stash, notice);
            var tables = new SqliteTables(connection, file.Path, sealer);
            var services = new KnownServices(tables.ReadServices());

            // The entries of the database and of its log, which opening it has made.
            DirectorySync.Flush(directory);
            return new SqliteStore(new SqliteWriter(file, tables), new SqliteReaders(file, sealer), sealer, services, directoryLock);
        }
        catch (Exception failure)
        {
            sealer?.Dispose();
            connection?.Dispose();
            directoryLock.Dispose();
            if (failure is SqliteException answer)
                throw file.Failure(answer);
            throw;
        }
    }

    private static void WriteSeen(SqliteTables tables, Dictionary<PrincipalId, long> times)
    {
        foreach ((PrincipalId id, long ticks) in times)
            tables.WriteSeen(id, ticks);
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);

    private async ValueTask<ClientPrincipal?> LoadAsync(PrincipalId id, CancellationToken cancellation)
    {
        long changes = _clients.Changes;
        ClientPrincipal? client = await _readers.ReadAsync(tables => tables.FindClient(id), cancellation).ConfigureAwait(false);
        if (client is not null)
            _clients.Loaded(client, changes);
        return client;
    }

    private async Task WriteSeenEarlyAsync()
    {
        try
        {
            await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The next flush tries again, and it has somebody to tell.
        }
    }
}
