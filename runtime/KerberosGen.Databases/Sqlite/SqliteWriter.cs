using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases;

/// <summary>
/// The one connection that writes. Changes that arrive while the disk is busy share the next transaction, and so its fsync;
/// nothing runs on the thread of the caller.
/// </summary>
internal sealed class SqliteWriter
{
    private readonly SqliteFile _file;
    private readonly SqliteTables _tables;
    private readonly GroupCommit<SqliteChange> _commit;

    /// <summary>Takes over the connection.</summary>
    public SqliteWriter(SqliteFile file, SqliteTables tables)
    {
        _file = file;
        _tables = tables;
        _commit = new GroupCommit<SqliteChange>(Commit);
    }

    /// <summary>Makes a change; false if it was refused. True means that it is on the disk, and in memory.</summary>
    /// <exception cref="StoreFailedException">It could not be written; nothing has changed.</exception>
    public ValueTask<bool> CommitAsync(SqliteChange change, CancellationToken cancellation) => _commit.AddAsync(change, cancellation);

    /// <summary>Does something in a transaction of its own.</summary>
    /// <exception cref="StoreFailedException">It could not be written; nothing has changed.</exception>
    public Task CommitAloneAsync(Action<SqliteTables> work, CancellationToken cancellation) =>
        _commit.RunAloneAsync(() => InTransaction(() => work(_tables)), cancellation);

    /// <summary>Does a last thing in a transaction, and closes the connection.</summary>
    public Task CloseAsync(Action<SqliteTables> last) => _commit.CloseAsync(() =>
    {
        try
        {
            InTransaction(() => last(_tables));
        }
        finally
        {
            _tables.Dispose();
        }
    });

    private void Commit(IReadOnlyList<Proposal<SqliteChange>> batch)
    {
        var made = new List<Proposal<SqliteChange>>(batch.Count);
        var refused = new List<Proposal<SqliteChange>>();
        InTransaction(() =>
        {
            foreach (Proposal<SqliteChange> proposal in batch)
            {
                try
                {
                    (proposal.Item.Apply(_tables) ? made : refused).Add(proposal);
                }
                catch (Exception failure) when (failure is not SqliteException)
                {
                    // It is this change's own fault; SQLite's failures undo them all.
                    proposal.Fail(failure);
                }
            }
        });
        foreach (Proposal<SqliteChange> proposal in made)
        {
            proposal.Item.Publish();
            proposal.Accept();
        }

        foreach (Proposal<SqliteChange> proposal in refused)
            proposal.Refuse();
    }

    private void InTransaction(Action work)
    {
        try
        {
            _tables.Begin();
            try
            {
                work();
                _tables.Commit();
            }
            catch
            {
                _tables.Rollback();
                throw;
            }
        }
        catch (SqliteException failure)
        {
            throw _file.Failure(failure);
        }
    }
}
