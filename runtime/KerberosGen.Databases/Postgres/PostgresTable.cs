using KerberosGen.Packets;
using Npgsql;

namespace KerberosGen.Databases;

/// <summary>The clients or the services in the database. Nothing is kept: every answer is what the database holds now.</summary>
/// <param name="connections">The way to it.</param>
/// <param name="statements">The statements for this kind of principal.</param>
internal sealed class PostgresTable<T>(PostgresConnections connections, PostgresStatements<T> statements)
    where T : class
{
    /// <summary>The principal with this id, or null.</summary>
    public ValueTask<T?> FindAsync(PrincipalId id, CancellationToken cancellation) =>
        connections.UseAsync((connection, _) => FindAsync(connection, statements.ById(id), cancellation), cancellation);

    /// <summary>The principal of this name, or null.</summary>
    public ValueTask<T?> FindAsync(PrincipalName name, CancellationToken cancellation) =>
        connections.UseAsync((connection, _) => FindAsync(connection, statements.ByName(name), cancellation), cancellation);

    /// <summary>Adds a principal; false if its name or its id is taken.</summary>
    public ValueTask<bool> TryAddAsync(T principal, PrincipalId id, CancellationToken cancellation) => connections.UseAsync(
        async (connection, isAgain) =>
        {
            if (await ExecuteAsync(connection, statements.Insert(principal), cancellation).ConfigureAwait(false) > 0)
                return true;

            // The connection may have broken after the first insertion was written, and before that was heard of.
            return isAgain && await FindAsync(connection, statements.ById(id), cancellation).ConfigureAwait(false) is { } there && statements.AreOne(there, principal);
        },
        cancellation);

    /// <summary>
    /// Adds many in their order, in one transaction and without waiting for each. Where a connection breaks at the commit, those
    /// that were written are answered with false.
    /// </summary>
    public ValueTask<bool[]> TryAddAllAsync(IReadOnlyList<T> principals, CancellationToken cancellation) => connections.UseAsync(
        async (connection, _) =>
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (T principal in principals)
            {
                await using NpgsqlCommand insert = statements.Insert(principal);
                var one = new NpgsqlBatchCommand(insert.CommandText);
                NpgsqlParameter[] values = [.. insert.Parameters.Cast<NpgsqlParameter>()];
                insert.Parameters.Clear();
                one.Parameters.AddRange(values);
                batch.BatchCommands.Add(one);
            }

            await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            return batch.BatchCommands.Cast<NpgsqlBatchCommand>().Select(static one => one.RecordsAffected > 0).ToArray();
        },
        cancellation);

    /// <summary>Changes a principal, whose row is locked meanwhile; null if there is none with the id.</summary>
    public ValueTask<T?> UpdateAsync(PrincipalId id, Func<T, T> change, CancellationToken cancellation) => connections.ChangeAsync(
        async connection =>
        {
            if (await FindAsync(connection, statements.ToChange(id), cancellation).ConfigureAwait(false) is not { } before)
                return null;
            T after = change(before);
            await ExecuteAsync(connection, statements.Update(after), cancellation).ConfigureAwait(false);
            return after;
        },
        cancellation);

    /// <summary>Removes a principal; false if there is none with the id.</summary>
    public ValueTask<bool> RemoveAsync(PrincipalId id, CancellationToken cancellation) => connections.ChangeAsync(
        async connection => await ExecuteAsync(connection, statements.Delete(id), cancellation).ConfigureAwait(false) > 0,
        cancellation);

    /// <summary>Reads the rows behind one in the order of registration, 1,000 at most.</summary>
    public ValueTask<List<(long Number, T Principal)>> ReadAsync(long last, CancellationToken cancellation) => connections.UseAsync(
        async (connection, _) =>
        {
            await using NpgsqlCommand command = statements.Behind(last);
            command.Connection = connection;
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var read = new List<(long, T)>();
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                read.Add((reader.GetInt64(0), statements.Read(reader)));
            return read;
        },
        cancellation);

    private static async ValueTask<int> ExecuteAsync(NpgsqlConnection connection, NpgsqlCommand command, CancellationToken cancellation)
    {
        await using (command)
        {
            command.Connection = connection;
            return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<T?> FindAsync(NpgsqlConnection connection, NpgsqlCommand command, CancellationToken cancellation)
    {
        await using (command)
        {
            command.Connection = connection;
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            return await reader.ReadAsync(cancellation).ConfigureAwait(false) ? statements.Read(reader) : null;
        }
    }
}
