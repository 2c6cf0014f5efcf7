using KerberosGen.Databases;
using KerberosGen.Databases.Tests;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc.Tests.Transfer;

/// <summary>New stores of every kind, each empty.</summary>
internal sealed class TestStores(PostgresFixture postgres) : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("kerberosgen-transfer-");
    private int _made;

    /// <summary>A kind of store for each.</summary>
    public Func<Task<IPrincipalDatabase>>[] Kinds => [NewFilesAsync, NewSqliteAsync, NewPostgresAsync];

    public Task<IPrincipalDatabase> NewFilesAsync() =>
        Task.FromResult<IPrincipalDatabase>(SeedFileStore.Open(NewDirectory(), TimeProvider.System, Assert.Fail, TimeZoneInfo.Utc));

    public async Task<IPrincipalDatabase> NewSqliteAsync()
    {
        string directory = NewDirectory();
        return await SqliteStore.OpenAsync(directory, Path.Combine(directory, "master.key"), static _ => { }, default);
    }

    public async Task<IPrincipalDatabase> NewPostgresAsync() =>
        await Targets.OpenAsync(await postgres.Server.NewDatabaseAsync(), Path.Combine(NewDirectory(), "master.key"));

    public void Dispose() => _root.Delete(recursive: true);

    private string NewDirectory() => _root.CreateSubdirectory($"{_made++}").FullName;
}
