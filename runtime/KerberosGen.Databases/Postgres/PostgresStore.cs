using System.Runtime.CompilerServices;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Npgsql;

namespace KerberosGen.Databases;

/// <summary>
/// The KDC database in PostgreSQL, for any number of KDCs side by side. Every find reads the row, so that what an administrator does
/// at one KDC holds at all of them at once; unique constraints decide who gets a name. Keys are sealed under the master key of
/// a stash file, which all of these KDCs have. When clients were last seen is written by <see cref="FlushAsync"/> and
/// <see cref="DisposeAsync"/>, and whenever 65,536 of them wait. While the database is away every request fails within seconds
/// with <see cref="StoreFailedException"/>; when it is back, they succeed. If a connection breaks at the moment of writing, what failed
/// may have been written all the same.
/// </summary>
public sealed class PostgresStore : IPrincipalDatabase
{
    private const int TimesAtOnce = 10_000;

    private readonly PostgresConnections _connections;
    private readonly KeySealer _sealer;
    private readonly PostgresTable<ClientPrincipal> _clients;
    private readonly PostgresTable<ServicePrincipal> _services;
    private readonly PostgresServiceList _list;
    private readonly SeenTimes _seen = new();
    private bool _isDisposed;

    private PostgresStore(PostgresConnections connections, KeySealer sealer, string database)
    {
        _connections = connections;
        _sealer = sealer;
        var services = new PostgresServices(sealer, database);
        _clients = new PostgresTable<ClientPrincipal>(connections, new PostgresClients(sealer, database));
        _services = new PostgresTable<ServicePrincipal>(connections, services);
        _list = new PostgresServiceList(services);
    }

    /// <summary>Opens the database, in which the tables are made if they are missing.</summary>
    /// <param name="target">Which database.</param>
    /// <param name="stash">The stash file; it is made, 0600, together with the tables.</param>
    /// <param name="notice">Is told, in a sentence, what was made or what is doubtful. It is never given a secret.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreFailedException">The database or the stash cannot be used: the sentence says why. Nothing was changed.</exception>
    public static async Task<PostgresStore> OpenAsync(PostgresTarget target, string stash, Action<string> notice, CancellationToken cancellation)
    {
        string database = target.ToString();
        var connections = new PostgresConnections(NpgsqlDataSource.Create(target.ConnectionString), database);
        try
        {
            KeySealer sealer = await connections.UseAsync(
                async (connection, _) => await PostgresSchema.PrepareAsync(connection, database, Path.GetFullPath(stash), notice, cancellation).ConfigureAwait(false),
                cancellation).ConfigureAwait(false);
            return new PostgresStore(connections, sealer, database);
        }
        catch
        {
            await connections.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name or the key breaks the protocol's rules.</exception>
    /// <exception cref="StoreFailedException">It could not be written.</exception>
    public async ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation)
    {
        PrincipalRules.Check(client);
        bool isAdded = await _clients.TryAddAsync(client, client.Id, cancellation).ConfigureAwait(false);
        if (isAdded)
            _seen.Forget(client.Id);
        return isAdded;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name, the key or the port breaks the protocol's rules.</exception>
    /// <exception cref="StoreFailedException">It could not be written.</exception>
    public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation)
    {
        PrincipalRules.Check(service);
        return _services.TryAddAsync(service, service.Id, cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A name or a key breaks the protocol's rules.</exception>
    /// <exception cref="StoreFailedException">They could not be written; either all were, or none.</exception>
    public async ValueTask<bool[]> TryAddAllAsync(IReadOnlyList<ClientPrincipal> clients, CancellationToken cancellation)
    {
        foreach (ClientPrincipal client in clients)
            PrincipalRules.Check(client);
        bool[] areAdded = await _clients.TryAddAllAsync(clients, cancellation).ConfigureAwait(false);
        for (int i = 0; i < areAdded.Length; i++)
        {
            if (areAdded[i])
                _seen.Forget(clients[i].Id);
        }

        return areAdded;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A name, a key or a port breaks the protocol's rules.</exception>
    /// <exception cref="StoreFailedException">They could not be written; either all were, or none.</exception>
    public ValueTask<bool[]> TryAddAllAsync(IReadOnlyList<ServicePrincipal> services, CancellationToken cancellation)
    {
        foreach (ServicePrincipal service in services)
            PrincipalRules.Check(service);
        return _services.TryAddAllAsync(services, cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Its LastSeen is that of the last flush, of whichever KDC.</remarks>
    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation) => _clients.FindAsync(id, cancellation);

    /// <inheritdoc/>
    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation) => _services.FindAsync(id, cancellation);

    /// <inheritdoc/>
    /// <remarks>Its LastSeen is the latest that this KDC has noted, or any has written.</remarks>
    public async ValueTask<ClientPrincipal?> FindClientAsync(PrincipalName name, CancellationToken cancellation) =>
        await _clients.FindAsync(name, cancellation).ConfigureAwait(false) is { } client ? _seen.WithLatest(client) : null;

    /// <inheritdoc/>
    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalName name, CancellationToken cancellation) => _services.FindAsync(name, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation) =>
        _connections.UseAsync((connection, _) => _list.ReadAsync(connection, cancellation), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ClientPrincipal> ReadClientsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // No connection is held while a client is given out: whoever reads may be slow.
        long last = 0;
        List<(long Number, ClientPrincipal Principal)> rows;
        do
        {
            rows = await _clients.ReadAsync(last, cancellation).ConfigureAwait(false);
            foreach ((long number, ClientPrincipal client) in rows)
            {
                last = number;
                yield return _seen.WithLatest(client);
            }
        }
        while (rows.Count > 0);
    }

    /// <inheritdoc/>
    public void NoteSeen(PrincipalId client, DateTimeOffset now)
    {
        if (_seen.Note(client, now))
            _ = WriteSeenEarlyAsync();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The change breaks the protocol's rules, or gives the client another id or name.</exception>
    /// <exception cref="StoreFailedException">It could not be written.</exception>
    public async ValueTask<ClientPrincipal?> UpdateClientAsync(PrincipalId id, Func<ClientPrincipal, ClientPrincipal> change, CancellationToken cancellation)
    {
        ClientPrincipal? after = await _clients.UpdateAsync(id, Checked, cancellation).ConfigureAwait(false);
        if (after is not null)
            _seen.Forget(id);
        return after;

        ClientPrincipal Checked(ClientPrincipal before)
        {
            ClientPrincipal changed = change(_seen.WithLatest(before));
            PrincipalRules.CheckChange(before, changed);
            return changed;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The change breaks the protocol's rules, or gives the service another id or name.</exception>
    /// <exception cref="StoreFailedException">It could not be written.</exception>
    public ValueTask<ServicePrincipal?> UpdateServiceAsync(PrincipalId id, Func<ServicePrincipal, ServicePrincipal> change, CancellationToken cancellation)
    {
        return _services.UpdateAsync(id, Checked, cancellation);

        ServicePrincipal Checked(ServicePrincipal before)
        {
            ServicePrincipal changed = change(before);
            PrincipalRules.CheckChange(before, changed);
            return changed;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StoreFailedException">It could not be written.</exception>
    public async ValueTask<bool> RemoveClientAsync(PrincipalId id, CancellationToken cancellation)
    {
        bool isRemoved = await _clients.RemoveAsync(id, cancellation).ConfigureAwait(false);
        if (isRemoved)
            _seen.Forget(id);
        return isRemoved;
    }

    /// <inheritdoc/>
    /// <exception cref="StoreFailedException">It could not be written.</exception>
    public ValueTask<bool> RemoveServiceAsync(PrincipalId id, CancellationToken cancellation) => _services.RemoveAsync(id, cancellation);

    /// <summary>Writes when clients were last seen, 10,000 in a statement; a later time that another KDC has written stays.</summary>
    /// <exception cref="StoreFailedException">It could not be written; the next flush tries again.</exception>
    public Task FlushAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
        return WriteSeenAsync(cancellation);
    }

    /// <summary>Flushes, and lets go of the connections; what comes later fails.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        try
        {
            await WriteSeenAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await _connections.DisposeAsync().ConfigureAwait(false);
            _sealer.Dispose();
        }
    }

    private async Task WriteSeenAsync(CancellationToken cancellation)
    {
        if (_seen.Take() is not { } times)
            return;
        bool isWritten = false;
        try
        {
            foreach (KeyValuePair<PrincipalId, long>[] some in times.Chunk(TimesAtOnce))
            {
                await _connections.UseAsync(
                    async (connection, _) =>
                    {
                        await using NpgsqlCommand command = PostgresClients.UpdateSeen(some);
                        command.Connection = connection;
                        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                    },
                    cancellation).ConfigureAwait(false);
            }

            isWritten = true;
        }
        finally
        {
            _seen.Done(times, isWritten);
        }
    }

    private async Task WriteSeenEarlyAsync()
    {
        try
        {
            await WriteSeenAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The next flush tries again, and it has somebody to tell.
        }
    }
}
