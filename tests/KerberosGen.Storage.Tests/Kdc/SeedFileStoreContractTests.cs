using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Kdc;

/// <summary>The seed's files are held to what every store is held to.</summary>
public sealed class SeedFileStoreContractTests : PrincipalDatabaseContract
{
    private readonly WorkDirectory _directory = new();

    protected override Task<IPrincipalDatabase> OpenAsync() =>
        Task.FromResult<IPrincipalDatabase>(SeedFileStore.Open(_directory.Path, TimeProvider.System, Assert.Fail, TimeZoneInfo.Utc));

    protected override Task RemoveAsync()
    {
        _directory.Dispose();
        return Task.CompletedTask;
    }
}
