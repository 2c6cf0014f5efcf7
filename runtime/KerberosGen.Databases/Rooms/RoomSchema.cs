using System.Globalization;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases;

/// <summary>
/// The tables of a room's database and their version, which is SQLite's <c>user_version</c>; its <c>application_id</c> says
/// that it is a room's. Ids are blobs of 16 bytes, names and contents the blobs that they are on the wire, times units of
/// 100 ns since 1970 UTC.
/// </summary>
internal static class RoomSchema
{
    /// <summary>The version that this program reads and writes.</summary>
    public const int Version = 1;

    /// <summary>Bytes of an authenticator's digest.</summary>
    public const int DigestSize = 16;

    /// <summary>"KGRM".</summary>
    private const int Application = 0x4B47524D;

    // An authenticator's key begins with its end: new ones come at the end of the tree, and the old ones go from its beginning.
    private const string Tables = """
        CREATE TABLE room (id BLOB NOT NULL, last_sequence INTEGER NOT NULL) STRICT;
        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            client BLOB NOT NULL,
            content BLOB NOT NULL
        ) STRICT;
        CREATE TABLE present (
            client BLOB NOT NULL,
            name BLOB NOT NULL,
            subscriptions INTEGER NOT NULL,
            PRIMARY KEY (client, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE names (name BLOB PRIMARY KEY, client BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE sanctions (
            client BLOB NOT NULL,
            kind INTEGER NOT NULL,
            until INTEGER,
            imposed_by TEXT NOT NULL,
            PRIMARY KEY (client, kind)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE authenticators (until INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (until, digest)) STRICT, WITHOUT ROWID;
        """;

    /// <summary>
    /// Makes the database of a room without a past, 0600. It gets its name when it is whole and on the disk, so that a file
    /// that lacks anything is always a damaged one.
    /// </summary>
    /// <exception cref="StoreFailedException">There is a log without its database.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Make(SqliteFile file, PrincipalId room)
    {
        string log = $"{file.Path}-wal";
        if (File.Exists(log))
            throw new StoreFailedException($"{file.Path}: the file is missing, but its log {log} is there. Restore the file beside it; or remove the log too, and the room begins anew.");
        var unfinished = new SqliteFile($"{file.Path}.new", "the room");
        File.Delete(unfinished.Path);
        AtomicFile.Open(unfinished.Path, FileMode.CreateNew).Dispose();
        using (SqliteConnection connection = unfinished.ConnectToMake())
        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
                BEGIN;
                {Tables}
                INSERT INTO room (id, last_sequence) VALUES ($id, 0);
                PRAGMA application_id = {Application};
                PRAGMA user_version = {Version};
                COMMIT;
                """);
            command.Parameters.AddWithValue("$id", room.Bytes.ToArray());
            command.ExecuteNonQuery();
        }

        File.Move(unfinished.Path, file.Path, overwrite: false);
        DirectorySync.Flush(Path.GetDirectoryName(file.Path)!);
    }

    /// <summary>Looks whether a database is this room's, and one that this program knows.</summary>
    /// <exception cref="StoreFailedException">It is not. Nothing in it was changed.</exception>
    public static void Check(SqliteConnection connection, SqliteFile file, PrincipalId room)
    {
        if (new FileInfo(file.Path).Length == 0)
            throw file.Damaged("it is empty");
        if (Convert.ToInt64(Read(connection, "PRAGMA application_id;"), CultureInfo.InvariantCulture) != Application)
            throw new StoreFailedException($"{file.Path}: this is not a room's database. Nothing in it was changed: move it away, and start again.");
        long version = Convert.ToInt64(Read(connection, "PRAGMA user_version;"), CultureInfo.InvariantCulture);
        if (version > Version)
        {
            throw new StoreFailedException(
                $"{file.Path}: a newer room made this database (schema {version}; this program knows {Version}). Nothing in it was changed: run the newer program.");
        }

        if (version < Version || Read(connection, "SELECT id FROM room;") is not byte[] { Length: PrincipalId.Size } id)
            throw file.Damaged("it does not say whose it is");
        var owner = new PrincipalId(id);
        if (owner != room)
            throw new StoreFailedException($"{file.Path}: this is the database of room {owner}, not of {room}. Nothing in it was changed: give each room its own file back.");
    }

    private static object? Read(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
