using System.Collections.Concurrent;
using KerberosGen.Protocol;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases;

/// <summary>
/// The connections that read: as many as read at once, up to one for each processor. SQLite blocks, so nothing runs on the thread
/// of the caller.
/// </summary>
/// <param name="file">The database.</param>
/// <param name="sealer">The sealer of its keys.</param>
internal sealed class SqliteReaders(SqliteFile file, KeySealer sealer) : IAsyncDisposable
{
    private static readonly int Count = Environment.ProcessorCount;

    private readonly ConcurrentBag<SqliteTables> _idle = [];
    private readonly SemaphoreSlim _free = new(Count, Count);
    private volatile bool _isClosed;

    /// <summary>Reads.</summary>
    /// <exception cref="StoreFailedException">The database cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteTables, T> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteStore));
            if (!_idle.TryTake(out SqliteTables? tables))
                tables = new SqliteTables(file.Connect(forWriting: false), file.Path, sealer);
            try
            {
                return read(tables);
            }
            finally
            {
                _idle.Add(tables);
            }
        }
        catch (SqliteException failure)
        {
            throw file.Failure(failure);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Closes the connections, once nobody reads.</summary>
    public async ValueTask DisposeAsync()
    {
        for (int i = 0; i < Count; i++)
            await _free.WaitAsync().ConfigureAwait(false);
        _isClosed = true;
        foreach (SqliteTables tables in _idle)
            tables.Dispose();
        _free.Release(Count);
    }
}
