using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Postgres;

/// <summary>Two KDCs on one database.</summary>
[Collection(PostgresTests.Name)]
public sealed class TwoKdcsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noted = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private readonly WorkDirectory _directory = new();
    private PostgresStore? _first;
    private PostgresStore? _second;

    private PostgresStore First => _first!;

    private PostgresStore Second => _second!;

    private string Stash => _directory["master.key"];

    public async Task InitializeAsync()
    {
        // They start at once on an empty database: one of them makes the tables and the stash.
        string store = await postgres.Server.NewDatabaseAsync();
        PostgresStore[] both = await Task.WhenAll(Targets.OpenAsync(store, Stash), Targets.OpenAsync(store, Stash));
        (_first, _second) = (both[0], both[1]);
    }

    [Fact]
    public async Task A_name_raced_for_by_two_kdcs_goes_to_one()
    {
        for (int round = 0; round < 150; round++)
        {
            ClientPrincipal[] clients = [.. Enumerable.Range(0, 4).Select(_ => Principals.NewClient($"client {round}"))];
            ServicePrincipal[] services = [.. Enumerable.Range(0, 2).Select(i => Principals.NewService($"Printer {round}0", 4000 + i))];
            Task<bool>[] clientTasks = [.. clients.Select((client, i) => Task.Run(() => Kdc(i).TryAddAsync(client, default).AsTask()))];
            Task<bool>[] serviceTasks = [.. services.Select((service, i) => Task.Run(() => Kdc(i).TryAddAsync(service, default).AsTask()))];
            bool[] clientWon = await Task.WhenAll(clientTasks), serviceWon = await Task.WhenAll(serviceTasks);
            Assert.Single(clientWon, true);
            Assert.Single(serviceWon, true);
            ClientPrincipal client = clients[Array.IndexOf(clientWon, true)];
            ServicePrincipal service = services[Array.IndexOf(serviceWon, true)];
            Assert.Equal(client, await First.FindClientAsync(client.Name, default));
            Assert.Equal(client, await Second.FindClientAsync(client.Id, default));
            Assert.Equal(service, await First.FindServiceAsync(service.Id, default));
            Assert.Equal(service, await Second.FindServiceAsync(service.Name, default));
        }

        int count = 0;
        await foreach (ClientPrincipal _ in First.ReadClientsAsync(default))
            count++;
        Assert.Equal(150, count);
        Assert.Equal(150, (await Second.ListServicesAsync(default)).Count);
    }

    [Fact]
    public async Task What_is_done_at_one_holds_at_the_other_at_once()
    {
        ClientPrincipal client = Principals.NewClient("anne");
        ServicePrincipal service = Principals.NewService("Printer 10");
        Assert.True(await First.TryAddAsync(client, default));
        Assert.True(await First.TryAddAsync(service, default));
        Assert.Equal(client, await Second.FindClientAsync(client.Id, default));
        Assert.Equal([service], await Second.ListServicesAsync(default));

        await First.UpdateClientAsync(client.Id, one => one with { Key = Principals.NewClient("new").Key, IsDisabled = true }, default);
        Assert.Equal(client with { Key = Principals.NewClient("new").Key, IsDisabled = true }, await Second.FindClientAsync(client.Id, default));
        await First.UpdateServiceAsync(service.Id, one => one with { IsDisabled = true }, default);
        Assert.True((await Second.FindServiceAsync(service.Id, default))!.IsDisabled);
        Assert.True(Assert.Single(await Second.ListServicesAsync(default)).IsDisabled);

        Assert.True(await Second.RemoveClientAsync(client.Id, default));
        Assert.True(await Second.RemoveServiceAsync(service.Id, default));
        Assert.Null(await First.FindClientAsync(client.Id, default));
        Assert.Null(await First.FindServiceAsync(service.Id, default));
        Assert.Empty(await First.ListServicesAsync(default));
    }

    [Fact]
    public async Task The_list_of_services_is_the_same_object_until_one_changes_at_either()
    {
        ServicePrincipal service = Principals.NewService("Printer 10");
        Assert.True(await First.TryAddAsync(service, default));
        IReadOnlyList<ServicePrincipal> list = await Second.ListServicesAsync(default);
        Assert.True(await First.TryAddAsync(Principals.NewClient("anne"), default));
        Assert.False(await First.TryAddAsync(Principals.NewService("Printer 10"), default));
        Assert.Same(list, await Second.ListServicesAsync(default));
        Assert.True(await First.RemoveServiceAsync(service.Id, default));
        Assert.NotSame(list, await Second.ListServicesAsync(default));
    }

    [Fact]
    public async Task Changes_of_one_principal_at_both_are_all_made()
    {
        ServicePrincipal service = Principals.NewService("Printer 10", 1000);
        Assert.True(await First.TryAddAsync(service, default));
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Kdc(i).UpdateServiceAsync(
            service.Id, static one => one with { EndPoint = new(one.EndPoint.Address, one.EndPoint.Port + 1) }, default).AsTask()));
        Assert.Equal(1060, (await Second.FindServiceAsync(service.Id, default))!.EndPoint.Port);
    }

    [Fact]
    public async Task Of_two_times_of_a_last_request_the_later_one_is_kept()
    {
        ClientPrincipal client = Principals.NewClient("anne");
        Assert.True(await First.TryAddAsync(client, default));
        First.NoteSeen(client.Id, Noted);
        Second.NoteSeen(client.Id, Noted.AddSeconds(-30));
        await First.FlushAsync(default);
        await Second.FlushAsync(default);
        Assert.Equal(Noted, (await Second.FindClientAsync(client.Id, default))!.LastSeen);
        Second.NoteSeen(client.Id, Noted.AddSeconds(30));
        await Second.FlushAsync(default);
        Assert.Equal(Noted.AddSeconds(30), (await First.FindClientAsync(client.Id, default))!.LastSeen);
    }

    [Fact]
    public async Task Two_that_write_times_of_the_same_clients_at_once_do_not_block_each_other()
    {
        ClientPrincipal[] clients = [.. Enumerable.Range(0, 300).Select(static i => Principals.NewClient($"client {i}"))];
        await Task.WhenAll(clients.Select((client, i) => Kdc(i).TryAddAsync(client, default).AsTask()));
        for (int round = 1; round <= 10; round++)
        {
            foreach (ClientPrincipal client in clients)
                First.NoteSeen(client.Id, Noted.AddSeconds(round));
            foreach (ClientPrincipal client in clients.Reverse())
                Second.NoteSeen(client.Id, Noted.AddSeconds(round));
            await Task.WhenAll(First.FlushAsync(default), Second.FlushAsync(default));
        }

        foreach (ClientPrincipal client in clients)
            Assert.Equal(Noted.AddSeconds(10), (await First.FindClientAsync(client.Id, default))!.LastSeen);
    }

    [Fact]
    public async Task A_key_that_is_what_it_was_is_the_same_object_at_the_next_find()
    {
        ClientPrincipal client = Principals.NewClient("anne");
        Assert.True(await First.TryAddAsync(client, default));
        ClientPrincipal? before = await First.FindClientAsync(client.Id, default), again = await First.FindClientAsync(client.Id, default);
        Assert.Same(before!.Key, again!.Key);
        await Second.UpdateClientAsync(client.Id, static one => one with { Key = Principals.NewClient("new").Key }, default);
        Assert.Equal(Principals.NewClient("new").Key, (await First.FindClientAsync(client.Id, default))!.Key);
    }

    public async Task DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        _directory.Dispose();
    }

    private PostgresStore Kdc(int i) => i % 2 == 0 ? First : Second;
}
