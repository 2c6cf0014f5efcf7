using KerberosGen.Databases.Tests;

namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>Ten rounds of a thousand registrations with a SIGKILL in the middle of each, on every store.</summary>
public sealed class CrashTests
{
    [Fact]
    public Task A_kill_in_the_middle_of_registrations_in_files_loses_none_that_was_answered() => RunAsync(new CrashedFiles());

    [Fact]
    public Task A_kill_in_the_middle_of_registrations_in_sqlite_loses_none_that_was_answered() => RunAsync(new CrashedSqlite());

    [Fact]
    public async Task A_kill_in_the_middle_of_registrations_in_postgres_loses_none_that_was_answered()
    {
        await using PostgresServer server = await PostgresServer.StartAsync(isDurable: true);
        await RunAsync(new CrashedPostgres(server, await server.NewDatabaseAsync()));
    }

    [Fact]
    public async Task A_database_server_that_dies_in_the_middle_of_registrations_loses_none_that_was_answered_and_stops_no_KDC()
    {
        await using PostgresServer server = await PostgresServer.StartAsync(isDurable: true);
        await using var site = new AppSite();
        await new CrashRounds(site, new CrashedPostgres(server, await server.NewDatabaseAsync())).RunWithoutServerAsync();
    }

    private static async Task RunAsync(CrashedStore store)
    {
        await using var site = new AppSite();
        await new CrashRounds(site, store).RunAsync(CrashRounds.Count);
    }
}
