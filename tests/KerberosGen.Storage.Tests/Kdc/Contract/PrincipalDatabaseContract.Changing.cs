using System.Net;
using FsCheck.Xunit;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests;

/// <summary>Changing and removing: what an administrator does.</summary>
public abstract partial class PrincipalDatabaseContract
{
    [Fact]
    public async Task A_change_is_answered_found_at_once_and_kept()
    {
        ClientPrincipal bystander = await AddClientAsync("bob");
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("Printer 10");
        ClientPrincipal newClient = client with { Key = KeyOf("new"), LastSeen = client.LastSeen.AddDays(1), IsDisabled = true };
        ServicePrincipal newService = service with { Key = KeyOf("newer"), EndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.7"), 4711), IsDisabled = true };
        Assert.Equal(newClient, await Store.UpdateClientAsync(client.Id, _ => newClient, default));
        Assert.Equal(newService, await Store.UpdateServiceAsync(service.Id, _ => newService, default));
        for (int start = 0; start < 2; start++)
        {
            Assert.Equal(newClient, await Store.FindClientAsync(client.Id, default));
            Assert.Equal(newClient, await Store.FindClientAsync(client.Name, default));
            Assert.Equal([bystander, newClient], await ClientsAsync());
            Assert.Equal(newService, await Store.FindServiceAsync(service.Id, default));
            Assert.Equal(newService, await Store.FindServiceAsync(service.Name, default));
            Assert.Equal([newService], await ServicesAsync());
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task Disabling_and_enabling_touch_nothing_else()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("anne");
        foreach (bool isDisabled in (bool[])[true, true, false, false, true])
        {
            Assert.NotNull(await Store.UpdateClientAsync(client.Id, one => one with { IsDisabled = isDisabled }, default));
            Assert.NotNull(await Store.UpdateServiceAsync(service.Id, one => one with { IsDisabled = !isDisabled }, default));
            for (int start = 0; start < 2; start++)
            {
                Assert.Equal(client with { IsDisabled = isDisabled }, await Store.FindClientAsync(client.Id, default));
                Assert.Equal(service with { IsDisabled = !isDisabled }, await Store.FindServiceAsync(service.Id, default));
                await ReopenAsync();
            }
        }
    }

    [Fact]
    public async Task A_principal_may_be_added_disabled()
    {
        ClientPrincipal client = Principals.NewClient("anne") with { IsDisabled = true };
        ServicePrincipal service = Principals.NewService("Printer 10") with { IsDisabled = true };
        Assert.True(await Store.TryAddAsync(client, default));
        Assert.True(await Store.TryAddAsync(service, default));
        await ReopenAsync();
        Assert.Equal(client, await Store.FindClientAsync(client.Id, default));
        Assert.Equal([service], await ServicesAsync());
    }

    [Fact]
    public async Task Of_many_changes_at_once_none_is_lost()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("Printer 10");
        int[] clientSteps = await AtOnceAsync(Enumerable.Range(0, Racers), async _ =>
            (int)((await Store.UpdateClientAsync(client.Id, static one => one with { LastSeen = one.LastSeen.AddSeconds(1) }, default))!.LastSeen - client.LastSeen).TotalSeconds);
        int[] ports = await AtOnceAsync(Enumerable.Range(0, Racers), async _ =>
            (await Store.UpdateServiceAsync(service.Id, static one => one with { EndPoint = new IPEndPoint(one.EndPoint.Address, one.EndPoint.Port + 1) }, default))!.EndPoint.Port);
        Assert.Equal(Enumerable.Range(1, Racers), clientSteps.Order());
        Assert.Equal(Enumerable.Range(service.EndPoint.Port + 1, Racers), ports.Order());
        await ReopenAsync();
        Assert.Equal(client.LastSeen.AddSeconds(Racers), (await Store.FindClientAsync(client.Id, default))!.LastSeen);
        Assert.Equal(service.EndPoint.Port + Racers, (await Store.FindServiceAsync(service.Id, default))!.EndPoint.Port);
    }

    [Fact]
    public async Task A_change_that_fails_changes_nothing()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("Printer 10");
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(async () => await Store.UpdateClientAsync(client.Id, static _ => throw new TimeZoneNotFoundException(), default));
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(async () => await Store.UpdateServiceAsync(service.Id, static _ => throw new TimeZoneNotFoundException(), default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.UpdateClientAsync(client.Id, static one => one with { Name = new PrincipalName("bob") }, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.UpdateServiceAsync(service.Id, static one => one with { Id = Principals.NewClient("x").Id }, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.UpdateClientAsync(client.Id, static one => one with { Key = new KeyMaterial([1]) }, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.UpdateServiceAsync(service.Id, static one => one with { Key = new KeyMaterial([1]) }, default));
        for (int start = 0; start < 2; start++)
        {
            Assert.Equal([client], await ClientsAsync());
            Assert.Equal([service], await ServicesAsync());
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task Nobody_is_changed_or_removed_for_an_id_that_nobody_has()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("Printer 10");
        Assert.Null(await Store.UpdateClientAsync(service.Id, static one => one with { IsDisabled = true }, default));
        Assert.Null(await Store.UpdateServiceAsync(client.Id, static one => one with { IsDisabled = true }, default));
        Assert.False(await Store.RemoveClientAsync(service.Id, default));
        Assert.False(await Store.RemoveServiceAsync(client.Id, default));
        await ReopenAsync();
        Assert.Equal([client], await ClientsAsync());
        Assert.Equal([service], await ServicesAsync());
    }

    [Fact]
    public async Task One_who_is_removed_is_gone_at_once_and_the_name_and_the_id_are_free()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("Printer 10");
        Assert.True(await Store.RemoveClientAsync(client.Id, default));
        Assert.True(await Store.RemoveServiceAsync(service.Id, default));
        for (int start = 0; start < 2; start++)
        {
            Assert.Null(await Store.FindClientAsync(client.Id, default));
            Assert.Null(await Store.FindClientAsync(client.Name, default));
            Assert.Null(await Store.FindServiceAsync(service.Id, default));
            Assert.Null(await Store.FindServiceAsync(service.Name, default));
            Assert.False(await Store.RemoveClientAsync(client.Id, default));
            Assert.Null(await Store.UpdateClientAsync(client.Id, static one => one, default));
            Assert.Empty(await ClientsAsync());
            Assert.Empty(await ServicesAsync());
            await ReopenAsync();
        }

        ClientPrincipal again = client with { Key = KeyOf("another") };
        Assert.True(await Store.TryAddAsync(again, default));
        Assert.True(await Store.TryAddAsync(service, default));
        await ReopenAsync();
        Assert.Equal([again], await ClientsAsync());
        Assert.Equal([service], await ServicesAsync());
    }

    [Fact]
    public async Task One_who_is_removed_while_disabled_comes_back_enabled()
    {
        ClientPrincipal client = Principals.NewClient("anne");
        ServicePrincipal service = Principals.NewService("Printer 10");
        Assert.True(await Store.TryAddAsync(client with { IsDisabled = true }, default));
        Assert.True(await Store.TryAddAsync(service with { IsDisabled = true }, default));
        Assert.True(await Store.RemoveClientAsync(client.Id, default));
        Assert.True(await Store.RemoveServiceAsync(service.Id, default));
        Assert.True(await Store.TryAddAsync(client, default));
        Assert.True(await Store.TryAddAsync(service, default));
        await ReopenAsync();
        Assert.Equal([client], await ClientsAsync());
        Assert.Equal([service], await ServicesAsync());
    }

    [Fact]
    public async Task A_key_that_was_given_out_stays_what_it_is_whatever_is_changed_then()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        ServicePrincipal service = await AddServiceAsync("Printer 10");
        byte[] clientKey = client.Key.Bytes.ToArray(), serviceKey = service.Key.Bytes.ToArray();
        KeyMaterial givenClientKey = (await Store.FindClientAsync(client.Id, default))!.Key, givenServiceKey = (await Store.FindServiceAsync(service.Id, default))!.Key;
        await Store.UpdateClientAsync(client.Id, static one => one with { Key = KeyOf("new") }, default);
        await Store.UpdateServiceAsync(service.Id, static one => one with { Key = KeyOf("new") }, default);
        Assert.Equal(clientKey, givenClientKey.Bytes);
        Assert.Equal(serviceKey, givenServiceKey.Bytes);
        KeyMaterial newKey = (await Store.FindClientAsync(client.Id, default))!.Key;
        Assert.Equal(KeyOf("new"), newKey);
        await Store.RemoveClientAsync(client.Id, default);
        await Store.RemoveServiceAsync(service.Id, default);
        Assert.Equal(KeyOf("new"), newKey);
    }

    [Fact]
    public async Task Whoever_reads_while_keys_change_sees_an_old_one_or_a_new_one_whole()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        using var done = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                ClientPrincipal found = (await Store.FindClientAsync(client.Id, default))!;
                byte first = found.Key.Bytes[0];
                Assert.True(found.Key.Equals(client.Key) || !found.Key.Bytes.ContainsAnyExcept(first));
            }
        }))];
        for (byte value = 1; value <= 30; value++)
        {
            byte[] bytes = [.. Enumerable.Repeat(value, AesKey.Size)];
            await Store.UpdateClientAsync(client.Id, one => one with { Key = new KeyMaterial(bytes) }, default);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Property(Arbitrary = [typeof(StoreStep)], MaxTest = 12)]
    public async Task Any_sequence_of_changes_leaves_what_was_answered(StoreStep[] steps)
    {
        var model = new List<ClientPrincipal>();
        foreach (ClientPrincipal client in await ClientsAsync())
            Assert.True(await Store.RemoveClientAsync(client.Id, default));
        foreach (StoreStep step in steps)
            await step.TakeAsync(Store, model, ReopenAsync);
        Assert.Equal(model, await ClientsAsync());
        await ReopenAsync();
        Assert.Equal(model, await ClientsAsync());
        foreach (ClientPrincipal client in model)
        {
            Assert.Equal(client, await Store.FindClientAsync(client.Id, default));
            Assert.Equal(client, await Store.FindClientAsync(client.Name, default));
        }
    }

    private static KeyMaterial KeyOf(string password) => KeyMaterial.FromPassword(System.Text.Encoding.UTF8.GetBytes(password));
}
