using System.Globalization;
using KerberosGen.Protocol;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases;

/// <summary>
/// The tables of kdc.db and their version, which is SQLite's <c>user_version</c>. Ids are blobs of 16 bytes, names text that
/// compares as bytes, times microseconds since 1970 UTC, keys sealed as <see cref="KeySealer"/> says.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>The version that this program reads and writes.</summary>
    public const int Version = 1;

    private const string Tables = """
        CREATE TABLE master_key (sealed_check BLOB NOT NULL) STRICT;
        CREATE TABLE clients (
            number INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL UNIQUE,
            sealed_key BLOB NOT NULL,
            last_seen INTEGER NOT NULL,
            is_disabled INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE services (
            number INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL UNIQUE,
            sealed_key BLOB NOT NULL,
            address TEXT NOT NULL,
            port INTEGER NOT NULL,
            is_disabled INTEGER NOT NULL
        ) STRICT;
        """;

    /// <summary>Makes the tables in an empty database, and checks those of another.</summary>
    /// <returns>The sealer of its keys.</returns>
    /// <exception cref="StoreFailedException">The database is not one of a KDC, or a newer program made it, or the stash does not fit.</exception>
    public static KeySealer Prepare(SqliteConnection connection, string path, string stash, Action<string> notice)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        int version = Convert.ToInt32(Read("PRAGMA user_version;"), CultureInfo.InvariantCulture);
        if (version > Version)
        {
            throw new StoreFailedException(
                $"{path}: a newer KDC made this database (schema {version}; this program knows {Version}). Nothing in it was changed: run the newer program.");
        }

        if (version == Version)
            return MasterKey.ForDatabase(stash, path, Read("SELECT sealed_check FROM master_key;") as byte[] ?? []);
        if (Read("SELECT name FROM sqlite_schema LIMIT 1;") is not null)
            throw new StoreFailedException($"{path}: this is not a KDC's database. Nothing in it was changed: move it away, and start again.");

        KeySealer sealer = MasterKey.ForNewDatabase(stash, notice, out byte[] check);
        try
        {
            Run(Tables);
            using SqliteCommand insert = Command("INSERT INTO master_key (sealed_check) VALUES ($check);");
            insert.Parameters.AddWithValue("$check", check);
            insert.ExecuteNonQuery();
            Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version};"));
            transaction.Commit();
            return sealer;
        }
        catch
        {
            sealer.Dispose();
            throw;
        }

        SqliteCommand Command(string sql)
        {
            SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.Transaction = transaction;
            return command;
        }

        object? Read(string sql)
        {
            using SqliteCommand command = Command(sql);
            return command.ExecuteScalar();
        }

        void Run(string sql)
        {
            using SqliteCommand command = Command(sql);
            command.ExecuteNonQuery();
        }
    }
}
