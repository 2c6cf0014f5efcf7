using Npgsql;

namespace KerberosGen.Databases;

/// <summary>
/// The connections to the database, pooled. What fails because a connection broke, as all of them do when the server restarts,
/// is tried once more on another; then the request fails, and the next one tries anew.
/// </summary>
/// <param name="source">The pool; it is disposed with this.</param>
/// <param name="database">What to call the database.</param>
internal sealed class PostgresConnections(NpgsqlDataSource source, string database) : IAsyncDisposable
{
    /// <summary>Does something on a connection.</summary>
    /// <param name="work">
    /// Is given the connection, and whether it was tried before: what it wrote then may be in the database, or not.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Protocol.StoreFailedException">The database is not reachable, or it refused.</exception>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    public async ValueTask<T> UseAsync<T>(Func<NpgsqlConnection, bool, ValueTask<T>> work, CancellationToken cancellation)
    {
        try
        {
            try
            {
                return await TryAsync(work, isAgain: false, cancellation).ConfigureAwait(false);
            }
            catch (NpgsqlException lost) when (PostgresFailure.IsLostConnection(lost))
            {
                // The others in the pool are as old as this one.
                source.Clear();
                return await TryAsync(work, isAgain: true, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (PostgresFailure.IsOne(failure))
        {
            throw PostgresFailure.Of(database, failure);
        }
    }

    /// <summary>Does something in a transaction, and commits it. It is not repeated once the commit is under way.</summary>
    /// <param name="work">Is given the connection, whose commands are all in the transaction.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Protocol.StoreFailedException">The database is not reachable, or it refused.</exception>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    public ValueTask<T> ChangeAsync<T>(Func<NpgsqlConnection, ValueTask<T>> work, CancellationToken cancellation) => UseAsync(
        async (connection, _) =>
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                T result = await work(connection).ConfigureAwait(false);
                try
                {
                    await transaction.CommitAsync(cancellation).ConfigureAwait(false);
                }
                catch (NpgsqlException failure)
                {
                    throw PostgresFailure.Of(database, failure);
                }

                return result;
            }
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async ValueTask<T> TryAsync<T>(Func<NpgsqlConnection, bool, ValueTask<T>> work, bool isAgain, CancellationToken cancellation)
    {
        NpgsqlConnection connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            return await work(connection, isAgain).ConfigureAwait(false);
    }
}
