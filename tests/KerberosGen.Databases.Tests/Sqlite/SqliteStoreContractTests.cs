using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Sqlite;

/// <summary>SQLite is held to what every store is held to.</summary>
public sealed class SqliteStoreContractTests : PrincipalDatabaseContract
{
    private readonly WorkDirectory _directory = new();

    protected override async Task<IPrincipalDatabase> OpenAsync() =>
        await SqliteStore.OpenAsync(_directory.Path, _directory["master.key"], static _ => { }, default);

    protected override Task RemoveAsync()
    {
        _directory.Dispose();
        return Task.CompletedTask;
    }
}
