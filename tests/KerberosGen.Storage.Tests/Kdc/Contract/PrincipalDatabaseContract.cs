using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests;

/// <summary>
/// What every store of principals is held to. A store's own tests derive from this and say how it is opened. Times are whole
/// seconds, which every store can keep.
/// </summary>
public abstract partial class PrincipalDatabaseContract : IAsyncLifetime
{
    private IPrincipalDatabase? _store;

    /// <summary>The store, open.</summary>
    protected IPrincipalDatabase Store => _store ?? throw new InvalidOperationException("The store is not open.");

    /// <summary>Opens the store of this test, the same place every time. One of them is open at a time.</summary>
    protected abstract Task<IPrincipalDatabase> OpenAsync();

    /// <summary>Removes the place.</summary>
    protected virtual Task RemoveAsync() => Task.CompletedTask;

    public async Task InitializeAsync() => _store = await OpenAsync();

    public async Task DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        await RemoveAsync();
    }

    /// <summary>Stops and starts again.</summary>
    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        _store = null;
        _store = await OpenAsync();
    }

    [Fact]
    public async Task A_new_store_is_empty()
    {
        Assert.Empty(await ClientsAsync());
        Assert.Empty(await ServicesAsync());
        Assert.Null(await Store.FindClientAsync(Principals.NewClient("anne").Id, default));
        Assert.Null(await Store.FindClientAsync(new PrincipalName("anne"), default));
        Assert.Null(await Store.FindServiceAsync(Principals.NewService("Printer 10").Id, default));
        Assert.Null(await Store.FindServiceAsync(new PrincipalName("Printer 10"), default));
    }

    [Fact]
    public async Task A_principal_is_found_by_id_and_by_name_and_in_the_list_and_still_after_a_restart()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("Printer 10");
        for (int start = 0; start < 2; start++)
        {
            Assert.Equal(client, await Store.FindClientAsync(client.Id, default));
            Assert.Equal(client, await Store.FindClientAsync(client.Name, default));
            Assert.Equal([client], await ClientsAsync());
            Assert.Equal(service, await Store.FindServiceAsync(service.Id, default));
            Assert.Equal(service, await Store.FindServiceAsync(service.Name, default));
            Assert.Equal([service], await ServicesAsync());
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task Clients_and_services_are_separate_name_spaces()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("anne");
        Assert.Null(await Store.FindServiceAsync(client.Id, default));
        Assert.Null(await Store.FindClientAsync(service.Id, default));
        Assert.True(await Store.RemoveServiceAsync(service.Id, default));
        Assert.Equal(client, await Store.FindClientAsync(client.Name, default));
        Assert.Null(await Store.FindServiceAsync(service.Name, default));
    }

    [Fact]
    public async Task Principals_are_listed_in_the_order_of_registration()
    {
        var clients = new List<ClientPrincipal>();
        var services = new List<ServicePrincipal>();
        foreach (string name in (string[])["m", "z", "a", "M", "0"])
        {
            clients.Add(await AddClientAsync(name));
            services.Add(await AddServiceAsync(name));
        }

        Assert.NotNull(await Store.UpdateClientAsync(clients[1].Id, static client => client with { IsDisabled = true }, default));
        Assert.NotNull(await Store.UpdateServiceAsync(services[1].Id, static service => service with { IsDisabled = true }, default));
        Assert.True(await Store.RemoveClientAsync(clients[0].Id, default));
        Assert.True(await Store.RemoveServiceAsync(services[0].Id, default));
        await AddClientAsync("m");
        await AddServiceAsync("m");
        for (int start = 0; start < 2; start++)
        {
            Assert.Equal(["z", "a", "M", "0", "m"], (await ClientsAsync()).Select(static client => client.Name.ToString()));
            Assert.Equal(["z", "a", "M", "0", "m"], (await ServicesAsync()).Select(static service => service.Name.ToString()));
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task The_list_of_services_is_the_same_object_until_something_changes()
    {
        await AddServiceAsync("Printer 10");
        IReadOnlyList<ServicePrincipal> before = await Store.ListServicesAsync(default);
        await AddClientAsync("anne");
        Assert.Same(before, await Store.ListServicesAsync(default));
        ServicePrincipal added = await AddServiceAsync("Printer 20");
        IReadOnlyList<ServicePrincipal> after = await Store.ListServicesAsync(default);
        Assert.NotSame(before, after);
        Assert.Same(after, await Store.ListServicesAsync(default));
        Assert.Single(before);
        await Store.UpdateServiceAsync(added.Id, static service => service with { IsDisabled = true }, default);
        Assert.NotSame(after, await Store.ListServicesAsync(default));
    }

    [Fact]
    public async Task A_store_that_is_disposed_says_so()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("Printer 10");
        await Store.DisposeAsync();
        await Store.DisposeAsync();
        await AssertDisposedAsync(async () => await Store.TryAddAsync(Principals.NewClient("bob"), default));
        await AssertDisposedAsync(async () => await Store.TryAddAsync(Principals.NewService("bob"), default));
        await AssertDisposedAsync(async () => await Store.FindClientAsync(client.Id, default));
        await AssertDisposedAsync(async () => await Store.FindClientAsync(client.Name, default));
        await AssertDisposedAsync(async () => await Store.FindServiceAsync(service.Id, default));
        await AssertDisposedAsync(async () => await Store.FindServiceAsync(service.Name, default));
        await AssertDisposedAsync(async () => await Store.ListServicesAsync(default));
        await AssertDisposedAsync(ClientsAsync);
        await AssertDisposedAsync(async () => await Store.UpdateClientAsync(client.Id, static same => same, default));
        await AssertDisposedAsync(async () => await Store.UpdateServiceAsync(service.Id, static same => same, default));
        await AssertDisposedAsync(async () => await Store.RemoveClientAsync(client.Id, default));
        await AssertDisposedAsync(async () => await Store.RemoveServiceAsync(service.Id, default));
        await AssertDisposedAsync(() => Store.FlushAsync(default));

        // A request that is answered while the KDC stops.
        Store.NoteSeen(client.Id, DateTimeOffset.UnixEpoch);
    }

    protected async Task<ClientPrincipal> AddClientAsync(string name)
    {
        ClientPrincipal client = Principals.NewClient(name);
        Assert.True(await Store.TryAddAsync(client, default));
        return client;
    }

    protected async Task<ServicePrincipal> AddServiceAsync(string name)
    {
        ServicePrincipal service = Principals.NewService(name);
        Assert.True(await Store.TryAddAsync(service, default));
        return service;
    }

    protected async Task<List<ClientPrincipal>> ClientsAsync()
    {
        var clients = new List<ClientPrincipal>();
        await foreach (ClientPrincipal client in Store.ReadClientsAsync(default))
            clients.Add(client);
        return clients;
    }

    protected async Task<List<ServicePrincipal>> ServicesAsync() => [.. await Store.ListServicesAsync(default)];

    private static Task AssertDisposedAsync(Func<Task> act) => Assert.ThrowsAsync<ObjectDisposedException>(act);
}
