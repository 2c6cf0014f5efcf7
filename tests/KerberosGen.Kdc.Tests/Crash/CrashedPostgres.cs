using KerberosGen.Databases.Tests;

namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>PostgreSQL. Its server lives when the KDC dies, unless it is told to die too.</summary>
/// <param name="server">The server.</param>
/// <param name="store">The store's text for a database of it.</param>
internal sealed class CrashedPostgres(PostgresServer server, string store) : CrashedStore
{
    public override string Choice => store;

    public override IReadOnlyList<string> Options => ["--store", store];

    /// <summary>The last round takes the server along.</summary>
    public override async Task CrashServerAsync()
    {
        await server.StopAsync(isCrash: true);
        await server.StartAgainAsync();
    }

    public override void CheckAtRest(string directory)
    {
        // What it leaves is the server's to mend.
    }
}
