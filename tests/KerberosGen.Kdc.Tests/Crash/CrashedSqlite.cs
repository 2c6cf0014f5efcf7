using Microsoft.Data.Sqlite;

namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>SQLite: its file and the log beside it are a whole database at any instant.</summary>
internal sealed class CrashedSqlite : CrashedStore
{
    private static readonly string[] Files = ["kdc.db", "kdc.db-wal"];

    public override string Choice => "sqlite";

    public override IReadOnlyList<string> Options => ["--store", "sqlite"];

    public override void CheckAtRest(string directory)
    {
        // Whoever opens a database mends it, so a copy is opened.
        DirectoryInfo copy = Directory.CreateTempSubdirectory("kerberosgen-crash-");
        try
        {
            foreach (string file in Files.Where(file => File.Exists(Path.Combine(directory, file))))
                File.Copy(Path.Combine(directory, file), Path.Combine(copy.FullName, file));
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(copy.FullName, Files[0]), Pooling = false }.ToString());
            connection.Open();
            using SqliteCommand check = connection.CreateCommand();
            check.CommandText = "PRAGMA integrity_check";
            Assert.Equal("ok", check.ExecuteScalar());
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }
}
