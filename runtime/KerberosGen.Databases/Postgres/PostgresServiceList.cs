using KerberosGen.Protocol;
using Npgsql;

namespace KerberosGen.Databases;

/// <summary>The list of services, read again only when the database has another version of it.</summary>
/// <param name="statements">The statements for services.</param>
internal sealed class PostgresServiceList(PostgresServices statements)
{
    private Known? _known;

    /// <summary>Every service in the order of registration: the same object until one changes.</summary>
    public async ValueTask<IReadOnlyList<ServicePrincipal>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _known) is { } known)
        {
            await using NpgsqlCommand ask = PostgresServices.Version();
            ask.Connection = connection;
            if (await ask.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is long version && version == known.Version)
                return known.Services;
        }

        Known read = await ReadAllAsync(connection, cancellation).ConfigureAwait(false);

        // Of two that read one version at once, both answer the list of one; a list that is older does not replace a newer one.
        while (true)
        {
            Known? before = Volatile.Read(ref _known);
            if (before?.Version == read.Version)
                return before.Services;
            if (before?.Version > read.Version || Interlocked.CompareExchange(ref _known, read, before) == before)
                return read.Services;
        }
    }

    private async ValueTask<Known> ReadAllAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlCommand read = PostgresServices.All();
        read.Connection = connection;
        await using NpgsqlDataReader reader = await read.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var services = new List<ServicePrincipal>();
        long version = 0;
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            version = reader.GetInt64(reader.FieldCount - 1);
            if (!await reader.IsDBNullAsync(0, cancellation).ConfigureAwait(false))
                services.Add(statements.Read(reader));
        }

        return new Known(version, services);
    }

    private sealed record Known(long Version, IReadOnlyList<ServicePrincipal> Services);
}
