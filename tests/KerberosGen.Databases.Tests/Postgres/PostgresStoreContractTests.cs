using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Postgres;

/// <summary>PostgreSQL is held to what every store is held to.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresStoreContractTests(PostgresFixture postgres) : PrincipalDatabaseContract
{
    private readonly WorkDirectory _directory = new();
    private string? _database;

    protected override async Task<IPrincipalDatabase> OpenAsync() =>
        await Targets.OpenAsync(_database ??= await postgres.Server.NewDatabaseAsync(), _directory["master.key"]);

    protected override Task RemoveAsync()
    {
        _directory.Dispose();
        return Task.CompletedTask;
    }
}
