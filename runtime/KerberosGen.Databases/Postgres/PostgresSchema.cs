using KerberosGen.Protocol;
using Npgsql;

namespace KerberosGen.Databases;

/// <summary>
/// The tables of a KDC in a PostgreSQL database, in the schema that the connection's search path names first, and their version.
/// kdc_state has one row. Names compare as bytes; keys are sealed as <see cref="KeySealer"/> says.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>The version that this program reads and writes.</summary>
    public const int Version = 1;

    /// <summary>Held by whoever looks at the tables before serving, so that of two that start at once one makes them: 'KDCtable'.</summary>
    private const long LockKey = 0x4B44_4374_6162_6C65;

    private const string Tables = """
        CREATE TABLE kdc_state (
            schema_version integer NOT NULL,
            sealed_check bytea NOT NULL,
            services_version bigint NOT NULL
        );
        CREATE TABLE kdc_clients (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            id uuid NOT NULL UNIQUE,
            name text COLLATE "C" NOT NULL UNIQUE,
            sealed_key bytea NOT NULL,
            last_seen timestamptz NOT NULL,
            is_disabled boolean NOT NULL
        ) WITH (fillfactor = 90);
        CREATE TABLE kdc_services (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            id uuid NOT NULL UNIQUE,
            name text COLLATE "C" NOT NULL UNIQUE,
            sealed_key bytea NOT NULL,
            address inet NOT NULL,
            port integer NOT NULL,
            is_disabled boolean NOT NULL
        );
        """;

    /// <summary>Makes the tables where there are none, and checks those that are there.</summary>
    /// <returns>The sealer of their keys.</returns>
    /// <exception cref="StoreFailedException">A newer program made them, or the stash does not fit, or the database cannot keep what it must.</exception>
    public static async Task<KeySealer> PrepareAsync(
        NpgsqlConnection connection, string database, string stash, Action<string> notice, CancellationToken cancellation)
    {
        await CheckServerAsync(connection, database, notice, cancellation).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = LockKey } } })
            await wait.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        await using var look = new NpgsqlCommand("SELECT to_regclass('kdc_state') IS NOT NULL", connection);
        if (await look.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true)
            return await OpenAsync(connection, database, stash, cancellation).ConfigureAwait(false);

        KeySealer sealer = MasterKey.ForNewDatabase(stash, notice, out byte[] check);
        try
        {
            await using var make = new NpgsqlCommand(Tables, connection);
            await make.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            await using var insert = new NpgsqlCommand("INSERT INTO kdc_state (schema_version, sealed_check, services_version) VALUES ($1, $2, 1)", connection)
            {
                Parameters = { new() { Value = Version }, new() { Value = check } },
            };
            await insert.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            return sealer;
        }
        catch
        {
            sealer.Dispose();
            throw;
        }
    }

    private static async Task<KeySealer> OpenAsync(NpgsqlConnection connection, string database, string stash, CancellationToken cancellation)
    {
        // The version first: in another one, the rest of the row may be otherwise.
        await using var read = new NpgsqlCommand("SELECT schema_version FROM kdc_state", connection);
        int version = await read.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as int? ?? 0;
        if (version > Version)
        {
            throw new StoreFailedException(
                $"{database}: a newer KDC made its tables (schema {version}; this program knows {Version}). Nothing in them was changed: run the newer program.");
        }

        if (version != Version)
            throw new StoreFailedException($"{database}: its table kdc_state is not a KDC's. Nothing was changed: use another database, or another schema with Search Path=...");
        await using var check = new NpgsqlCommand("SELECT sealed_check FROM kdc_state", connection);
        return MasterKey.ForDatabase(stash, database, await check.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as byte[] ?? []);
    }

    private static async Task CheckServerAsync(NpgsqlConnection connection, string database, Action<string> notice, CancellationToken cancellation)
    {
        await using var read = new NpgsqlCommand(
            "SELECT current_setting('server_encoding'), current_setting('fsync'), current_setting('synchronous_commit')", connection);
        await using NpgsqlDataReader settings = await read.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await settings.ReadAsync(cancellation).ConfigureAwait(false);
        if (settings.GetString(0) != "UTF8")
            throw new StoreFailedException($"{database}: its encoding is {settings.GetString(0)}, which cannot hold every name. Make the database with ENCODING 'UTF8'.");
        if (settings.GetString(1) != "on" || settings.GetString(2) == "off")
            notice($"{database}: the server's fsync or synchronous_commit is off, so a crash of the server may lose registrations that were answered.");
    }
}
