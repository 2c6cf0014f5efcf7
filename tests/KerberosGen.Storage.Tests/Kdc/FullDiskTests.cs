using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Kdc;

public sealed class FullDiskTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Fact]
    public async Task A_client_that_does_not_fit_on_the_disk_is_answered_an_error_and_no_other_is_lost()
    {
        string[] answers = await FullDisk.RunAsync(_directory.Path, "clients");
        await using SeedFileStore store = Open();
        var ids = new List<string>();
        await foreach (ClientPrincipal client in store.ReadClientsAsync(default))
            ids.Add(client.Id.ToString());
        AssertAnswered(answers, ids);
        Assert.True(await store.TryAddAsync(Principals.NewClient("late"), default));
    }

    [Fact]
    public async Task A_service_that_does_not_fit_on_the_disk_is_answered_an_error_and_no_other_is_lost()
    {
        string[] answers = await FullDisk.RunAsync(_directory.Path, "services");
        await using SeedFileStore store = Open();
        AssertAnswered(answers, [.. (await store.ListServicesAsync(default)).Select(static service => service.Id.ToString())]);
        Assert.True(await store.TryAddAsync(Principals.NewService("late"), default));
    }

    public void Dispose() => _directory.Dispose();

    private static void AssertAnswered(string[] answers, List<string> ids)
    {
        Assert.Equal(["failed", "failed", "failed"], answers[^3..]);
        Assert.True(answers.Length > 20, $"only {answers.Length} answers");
        Assert.Equal(answers[..^3], ids);
    }

    private SeedFileStore Open() => SeedFileStore.Open(_directory.Path, TimeProvider.System, static _ => { }, TimeZoneInfo.Utc);
}
