using FsCheck;
using FsCheck.Xunit;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Kdc;

/// <summary>What a crash may leave of files that the store wrote itself.</summary>
public sealed class CrashPropertyTests
{
    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public async Task Any_prefix_of_clients_txt_opens_to_exactly_the_clients_whose_lines_are_whole(ClientPrincipal[] clients, NonNegativeInt place)
    {
        using var directory = new WorkDirectory();
        var registered = new List<(ClientPrincipal Client, long End)>();
        await using (SeedFileStore store = Open(directory, Assert.Fail))
        {
            foreach (ClientPrincipal client in clients)
            {
                if (await store.TryAddAsync(client, default))
                    registered.Add((client, new FileInfo(directory["clients.txt"]).Length));
            }
        }

        byte[] written = registered.Count == 0 ? [] : directory.ReadBytes("clients.txt");
        int cut = place.Get % (written.Length + 1);
        directory.Write("clients.txt", written[..cut]);

        // A line that lacks nothing but its end is whole.
        List<ClientPrincipal> whole = [.. registered.Where(one => one.End <= cut + 1).Select(static one => one.Client)];
        var notices = new List<string>();
        await using (SeedFileStore survivor = Open(directory, notices.Add))
            Assert.Equal(whole, await ReadAsync(survivor));
        bool isTorn = cut > 0 && !registered.Exists(one => one.End == cut || one.End == cut + 1);
        Assert.Equal(isTorn ? 1 : 0, notices.Count);
        await using SeedFileStore again = Open(directory, Assert.Fail);
        Assert.Equal(whole, await ReadAsync(again));
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 30)]
    public async Task Whatever_is_left_of_a_replacement_that_was_under_way_changes_nothing(ClientPrincipal client, ServicePrincipal service, byte[] half)
    {
        using var directory = new WorkDirectory();
        await using (SeedFileStore store = Open(directory, Assert.Fail))
        {
            Assert.True(await store.TryAddAsync(client, default));
            Assert.True(await store.TryAddAsync(service, default));
            Assert.NotNull(await store.UpdateClientAsync(client.Id, static one => one with { IsDisabled = true }, default));
        }

        foreach (string file in (string[])["clients.txt", "services.json", "disabled.json"])
            directory.Write($".{file}.a.tmp", half);
        await using SeedFileStore survivor = Open(directory, Assert.Fail);
        Assert.Equal([client with { IsDisabled = true }], await ReadAsync(survivor));
        Assert.Equal([service], await survivor.ListServicesAsync(default));
        Assert.Empty(Directory.GetFiles(directory.Path, "*.tmp"));
    }

    private static SeedFileStore Open(WorkDirectory directory, Action<string> notice) =>
        SeedFileStore.Open(directory.Path, TimeProvider.System, notice, TimeZoneInfo.Utc);

    private static async Task<List<ClientPrincipal>> ReadAsync(SeedFileStore store)
    {
        var all = new List<ClientPrincipal>();
        await foreach (ClientPrincipal client in store.ReadClientsAsync(default))
            all.Add(client);
        return all;
    }
}
