using FsCheck.Xunit;
using KerberosGen.Databases.Tests;
using KerberosGen.Protocol;
using KerberosGen.Storage.Tests;

namespace KerberosGen.Kdc.Tests.Transfer;

/// <summary>What holds of every pair of stores.</summary>
public sealed class TransferLawTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IDisposable
{
    private readonly TestStores _stores = new(postgres);

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 5)]
    public async Task Moved_from_any_store_to_any_other_everyone_is_as_before(ServicePrincipal[] someServices, ClientPrincipal[] someClients, bool[] disabled)
    {
        byte[] dump = await Dumps.OfAsync(
            someServices.DistinctBy(static one => one.Name).DistinctBy(static one => one.Id).Select((one, i) => one with { IsDisabled = IsIn(disabled, i) }),
            someClients.DistinctBy(static one => one.Name).DistinctBy(static one => one.Id).Select((one, i) => one with { IsDisabled = IsIn(disabled, i + 1) }));
        foreach (Func<Task<IPrincipalDatabase>> newSource in _stores.Kinds)
        {
            await using IPrincipalDatabase source = await newSource();
            Assert.Equal(0, (await Dumps.ImportAsync(source, dump)).ConflictCount);
            byte[] exported = await Dumps.ExportAsync(source);
            Assert.Equal(dump, exported);
            foreach (Func<Task<IPrincipalDatabase>> newTarget in _stores.Kinds)
            {
                await using IPrincipalDatabase target = await newTarget();
                await Dumps.ImportAsync(target, exported);
                Assert.Equal(dump, await Dumps.ExportAsync(target));
            }
        }
    }

    [Fact]
    public async Task Importing_twice_is_importing_once()
    {
        byte[] dump = await Dumps.OfAsync(
            Enumerable.Range(0, 30).Select(static i => Principals.NewService($"room {i}")),
            Enumerable.Range(0, 2500).Select(static i => Principals.NewClient($"client {i}") with { IsDisabled = i % 7 == 0 }));
        foreach (Func<Task<IPrincipalDatabase>> newStore in _stores.Kinds)
        {
            await using IPrincipalDatabase store = await newStore();
            Assert.Equal((2530, 0, 0, 0), NumbersOf(await Dumps.ImportAsync(store, dump)));
            foreach (ImportMode mode in Enum.GetValues<ImportMode>())
            {
                Assert.Equal((0, 0, 2530, 0), NumbersOf(await Dumps.CheckAsync(store, dump, mode)));
                Assert.Equal((0, 0, 2530, 0), NumbersOf(await Dumps.ImportAsync(store, dump, mode)));
                Assert.Equal(dump, await Dumps.ExportAsync(store));
            }
        }
    }

    [Fact]
    public async Task With_update_the_dump_wins_whatever_was_there()
    {
        ClientPrincipal ann = Principals.NewClient("ann"), bob = Principals.NewClient("bob"), eve = Principals.NewClient("eve"), zoe = Principals.NewClient("zoe");
        ServicePrincipal lobby = Principals.NewService("Lobby"), attic = Principals.NewService("Attic");
        byte[] dump = await Dumps.OfAsync([lobby, attic], [ann, bob, eve]);
        foreach (Func<Task<IPrincipalDatabase>> newStore in _stores.Kinds)
        {
            await using IPrincipalDatabase store = await newStore();
            await Dumps.ImportAsync(store, await Dumps.OfAsync(
                // Two that have each other's names, one with another address, one with another key, one that is elsewhere.
                [lobby with { EndPoint = new(lobby.EndPoint.Address, 9) }, attic with { Key = lobby.Key, IsDisabled = true }],
                [ann with { Name = bob.Name }, bob with { Name = ann.Name }, eve with { IsDisabled = true, LastSeen = eve.LastSeen.AddYears(1) }, zoe]));
            Assert.Equal((0, 5, 0, 0), NumbersOf(await Dumps.CheckAsync(store, dump, ImportMode.Update)));
            ImportReport report = await Dumps.ImportAsync(store, dump, ImportMode.Update);
            Assert.Equal((0L, 0L), (report.Skipped, report.ConflictCount));
            Assert.Equal(5, report.Added + report.Updated);
            Assert.Equal([lobby, attic], await store.ListServicesAsync(default));
            Assert.Equal(ann, await store.FindClientAsync(ann.Id, default));
            Assert.Equal(bob, await store.FindClientAsync(bob.Name, default));
            // The later time is the right one.
            Assert.Equal(eve with { LastSeen = eve.LastSeen.AddYears(1) }, await store.FindClientAsync(eve.Name, default));
            Assert.Equal(zoe, await store.FindClientAsync(zoe.Id, default));
        }
    }

    [Fact]
    public async Task With_skip_existing_the_store_wins()
    {
        ClientPrincipal ann = Principals.NewClient("ann"), bob = Principals.NewClient("bob");
        foreach (Func<Task<IPrincipalDatabase>> newStore in _stores.Kinds)
        {
            await using IPrincipalDatabase store = await newStore();
            await Dumps.ImportAsync(store, await Dumps.OfAsync([], [ann]));
            byte[] dump = await Dumps.OfAsync([], [ann with { IsDisabled = true }, bob, Principals.NewClient("ann2") with { Id = ann.Id }]);
            Assert.Equal((1, 0, 2, 0), NumbersOf(await Dumps.ImportAsync(store, dump, ImportMode.SkipExisting)));
            Assert.Equal(await Dumps.OfAsync([], [ann, bob]), await Dumps.ExportAsync(store));
        }
    }

    [Fact]
    public async Task Of_conflicts_the_first_ten_are_told_with_their_reasons()
    {
        ClientPrincipal[] clients = [.. Enumerable.Range(0, 14).Select(static i => Principals.NewClient($"client {i}"))];
        ServicePrincipal lobby = Principals.NewService("Lobby");
        await using IPrincipalDatabase store = await _stores.NewFilesAsync();
        await Dumps.ImportAsync(store, await Dumps.OfAsync([lobby with { EndPoint = new(lobby.EndPoint.Address, 9) }],
            [clients[0] with { Key = lobby.Key }, clients[1] with { IsDisabled = true }, clients[2] with { Name = clients[13].Name }, .. clients[3..13].Select(static one => Principals.NewClient($"{one.Name}"))]));
        byte[] before = await Dumps.ExportAsync(store);
        ImportReport report = await Dumps.CheckAsync(store, await Dumps.OfAsync([lobby], clients[..13]));
        Assert.Equal((0, 0, 0, 14), NumbersOf(report));
        Assert.Equal(
            [
                "the service \"Lobby\" is there with another address",
                "the client \"client 0\" is there with another key",
                "the client \"client 1\" is there with another state",
                $"the id {clients[2].Id} is there with another name, as the client \"client 13\"",
                "the client \"client 3\" is there with another id",
            ],
            report.Conflicts.Take(5).Select(static one => one.Reason));
        Assert.Equal(Enumerable.Range(0, 10).Select(static i => (long)i), report.Conflicts.Select(static one => one.Index));
        Assert.Equal(before, await Dumps.ExportAsync(store));
    }

    public void Dispose() => _stores.Dispose();

    private static bool IsIn(bool[] flags, int index) => index < flags.Length && flags[index];

    private static (long Added, long Updated, long Skipped, long Conflicts) NumbersOf(ImportReport report) =>
        (report.Added, report.Updated, report.Skipped, report.ConflictCount);
}
