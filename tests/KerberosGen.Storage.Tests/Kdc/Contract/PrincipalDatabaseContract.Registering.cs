using FsCheck.Xunit;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests;

/// <summary>Registering: what becomes of names and ids.</summary>
public abstract partial class PrincipalDatabaseContract
{
    private const int Racers = 32;

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_changes_nothing()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("Printer 10");
        for (int start = 0; start < 2; start++)
        {
            Assert.False(await Store.TryAddAsync(Principals.NewClient("anne"), default));
            Assert.False(await Store.TryAddAsync(Principals.NewService("Printer 10"), default));
            Assert.Equal([client], await ClientsAsync());
            Assert.Equal([service], await ServicesAsync());
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task Names_are_compared_as_bytes()
    {
        // The two last ones look alike: one letter, and one letter with an accent behind it.
        string[] names = ["anne", "Anne", "anne ", " anne", "ANNE", "ann", "\u00e9", "e\u0301"];
        foreach (string name in names)
        {
            await AddClientAsync(name);
            await AddServiceAsync(name);
        }

        await ReopenAsync();
        foreach (string name in names)
        {
            Assert.Equal(name, (await Store.FindClientAsync(new PrincipalName(name), default))!.Name.ToString());
            Assert.Equal(name, (await Store.FindServiceAsync(new PrincipalName(name), default))!.Name.ToString());
        }

        Assert.Null(await Store.FindClientAsync(new PrincipalName("aNNe"), default));
        Assert.Null(await Store.FindServiceAsync(new PrincipalName("aNNe"), default));
    }

    [Fact]
    public async Task An_id_belongs_to_one_client_and_one_service_and_the_refused_name_stays_free()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("Printer 10");
        for (int start = 0; start < 2; start++)
        {
            Assert.False(await Store.TryAddAsync(client with { Name = new PrincipalName("bob") }, default));
            Assert.False(await Store.TryAddAsync(service with { Name = new PrincipalName("Printer 20") }, default));
            Assert.Equal(client, await Store.FindClientAsync(client.Id, default));
            Assert.Equal(service, await Store.FindServiceAsync(service.Id, default));
            await ReopenAsync();
        }

        await AddClientAsync("bob");
        await AddServiceAsync("Printer 20");
    }

    [Fact]
    public async Task A_client_and_a_service_may_have_one_id()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = Principals.NewService("Printer 10") with { Id = client.Id };
        Assert.True(await Store.TryAddAsync(service, default));
        Assert.NotNull(await Store.UpdateServiceAsync(client.Id, static one => one with { IsDisabled = true }, default));
        await ReopenAsync();
        Assert.Equal(client, await Store.FindClientAsync(client.Id, default));
        Assert.Equal(service with { IsDisabled = true }, await Store.FindServiceAsync(client.Id, default));
    }

    [Fact]
    public async Task Of_many_who_register_one_name_at_once_one_wins()
    {
        ClientPrincipal[] clients = [.. Enumerable.Range(0, Racers).Select(static _ => Principals.NewClient("anne"))];
        ServicePrincipal[] services = [.. Enumerable.Range(0, Racers).Select(static at => Principals.NewService("Printer 10", 4000 + at))];
        bool[] clientWon = await AtOnceAsync(clients, async client => await Store.TryAddAsync(client, default));
        bool[] serviceWon = await AtOnceAsync(services, async service => await Store.TryAddAsync(service, default));
        Assert.Single(clientWon, true);
        Assert.Single(serviceWon, true);
        for (int start = 0; start < 2; start++)
        {
            Assert.Equal([clients[Array.IndexOf(clientWon, true)]], await ClientsAsync());
            Assert.Equal([services[Array.IndexOf(serviceWon, true)]], await ServicesAsync());
            foreach ((ClientPrincipal client, bool won) in clients.Zip(clientWon))
                Assert.Equal(won ? client : null, await Store.FindClientAsync(client.Id, default));
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task Of_many_who_register_one_id_at_once_one_wins()
    {
        PrincipalId id = Principals.NewClient("anne").Id;
        bool[] won = await AtOnceAsync(Enumerable.Range(0, Racers), async at =>
            await Store.TryAddAsync(Principals.NewClient($"client {at}") with { Id = id }, default));
        Assert.Single(won, true);
        Assert.Single(await ClientsAsync());
    }

    [Fact]
    public async Task All_who_register_at_once_are_there_afterwards()
    {
        ClientPrincipal[] clients = [.. Enumerable.Range(0, 200).Select(static at => Principals.NewClient($"client {at}"))];
        ServicePrincipal[] services = [.. Enumerable.Range(0, 40).Select(static at => Principals.NewService($"Printer {at}0"))];
        Task<bool[]> clientsAdded = AtOnceAsync(clients, async client => await Store.TryAddAsync(client, default));
        Task<bool[]> servicesAdded = AtOnceAsync(services, async service => await Store.TryAddAsync(service, default));
        Assert.DoesNotContain(false, await clientsAdded);
        Assert.DoesNotContain(false, await servicesAdded);
        await ReopenAsync();
        Assert.Equal(clients.ToHashSet(), (await ClientsAsync()).ToHashSet());
        Assert.Equal(services.ToHashSet(), (await ServicesAsync()).ToHashSet());
    }

    [Fact]
    public async Task A_registration_that_is_cancelled_beforehand_registers_nobody()
    {
        ClientPrincipal client = Principals.NewClient("anne");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.TryAddAsync(client, new CancellationToken(canceled: true)));
        Assert.Empty(await ClientsAsync());
        Assert.True(await Store.TryAddAsync(client, default));
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 15)]
    public async Task Whatever_the_rules_allow_is_kept_to_the_last_byte(ClientPrincipal[] clients, ServicePrincipal[] services)
    {
        var addedClients = new List<ClientPrincipal>();
        var addedServices = new List<ServicePrincipal>();
        foreach (ClientPrincipal client in clients)
        {
            bool isFree = await Store.FindClientAsync(client.Name, default) is null;
            Assert.Equal(isFree, await Store.TryAddAsync(client, default));
            if (isFree)
                addedClients.Add(client);
        }

        foreach (ServicePrincipal service in services)
        {
            bool isFree = await Store.FindServiceAsync(service.Name, default) is null;
            Assert.Equal(isFree, await Store.TryAddAsync(service, default));
            if (isFree)
                addedServices.Add(service);
        }

        for (int start = 0; start < 2; start++)
        {
            foreach (ClientPrincipal client in addedClients)
            {
                Assert.Equal(client, await Store.FindClientAsync(client.Id, default));
                Assert.Equal(client, await Store.FindClientAsync(client.Name, default));
            }

            foreach (ServicePrincipal service in addedServices)
            {
                Assert.Equal(service, await Store.FindServiceAsync(service.Id, default));
                Assert.Equal(service, await Store.FindServiceAsync(service.Name, default));
            }

            await ReopenAsync();
        }
    }

    /// <summary>Does something for every one, all of them started before the first is waited for.</summary>
    private static async Task<TResult[]> AtOnceAsync<T, TResult>(IEnumerable<T> all, Func<T, Task<TResult>> act) =>
        await Task.WhenAll(all.Select(one => Task.Run(() => act(one))).ToArray());
}
