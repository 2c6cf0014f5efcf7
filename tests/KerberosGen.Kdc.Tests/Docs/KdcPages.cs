using System.Globalization;
using KerberosGen.Databases.Tests;

namespace KerberosGen.Kdc.Tests.Docs;

/// <summary>The KDC's pages, and what this machine has for what they name.</summary>
internal static class KdcPages
{
    private const string DatabaseHost = "db.example", DatabasePort = "5432";

    public static DocumentedFolder All { get; } = new("kdc");

    /// <summary>A reader, for whom the tests' PostgreSQL server is db.example.</summary>
    public static ReaderShell NewReader(PostgresServer database, out StandIns standIns)
    {
        string port = database.Port.ToString(CultureInfo.InvariantCulture);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kerberosgen-docs-");
        standIns = new StandIns(folder.FullName, 8000, 8001, 9464, 50552)
        {
            InCommands = [($"Host={DatabaseHost}", $"Host=127.0.0.1;Port={port}"), (DatabaseHost, "127.0.0.1")],
            InOutput = [($"127.0.0.1:{port}", $"{DatabaseHost}:{DatabasePort}")],
            Variables = [("PGPORT", port)],
        };
        // A notice that a reader's own PostgreSQL gives no cause for: that of the tests is made to be fast.
        return new ReaderShell(folder, standIns, areTerminals: false) { Hidden = "fsync or synchronous_commit is off" };
    }
}
