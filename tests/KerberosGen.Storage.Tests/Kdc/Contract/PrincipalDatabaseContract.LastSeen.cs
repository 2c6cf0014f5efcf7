using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests;

/// <summary>When clients were last seen.</summary>
public abstract partial class PrincipalDatabaseContract
{
    private static readonly DateTimeOffset Noted = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    [Fact]
    public async Task What_was_noted_is_listed_before_anything_is_written()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        Store.NoteSeen(client.Id, Noted);
        Assert.Equal([client with { LastSeen = Noted }], await ClientsAsync());
        Assert.Equal(Noted, (await Store.FindClientAsync(client.Name, default))!.LastSeen);
    }

    [Fact]
    public async Task A_flush_writes_what_was_noted()
    {
        ClientPrincipal client = await AddClientAsync("anne"), other = await AddClientAsync("bob");
        Store.NoteSeen(client.Id, Noted);
        await Store.FlushAsync(default);
        Assert.Equal(Noted, (await Store.FindClientAsync(client.Id, default))!.LastSeen);
        await ReopenAsync();
        Assert.Equal([client with { LastSeen = Noted }, other], await ClientsAsync());
    }

    [Fact]
    public async Task Disposing_writes_what_was_noted()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        Store.NoteSeen(client.Id, Noted.AddDays(-1));
        Store.NoteSeen(client.Id, Noted);
        await ReopenAsync();
        Assert.Equal([client with { LastSeen = Noted }], await ClientsAsync());
    }

    [Fact]
    public async Task A_change_keeps_what_was_noted()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        Store.NoteSeen(client.Id, Noted);
        Assert.Equal(Noted, (await Store.UpdateClientAsync(client.Id, static one => one with { IsDisabled = true }, default))!.LastSeen);
        await ReopenAsync();
        Assert.Equal([client with { LastSeen = Noted, IsDisabled = true }], await ClientsAsync());
    }

    [Fact]
    public async Task Noting_nobody_or_one_who_is_gone_brings_nobody_back()
    {
        ClientPrincipal client = await AddClientAsync("anne");
        Store.NoteSeen(Principals.NewClient("nobody").Id, Noted);
        Store.NoteSeen(client.Id, Noted);
        Assert.True(await Store.RemoveClientAsync(client.Id, default));
        Store.NoteSeen(client.Id, Noted);
        await Store.FlushAsync(default);
        await ReopenAsync();
        Assert.Empty(await ClientsAsync());
    }

    [Fact]
    public async Task Clients_register_while_what_was_noted_is_written()
    {
        ClientPrincipal[] early = [.. Enumerable.Range(0, 100).Select(static at => Principals.NewClient($"early {at}"))];
        ClientPrincipal[] late = [.. Enumerable.Range(0, 100).Select(static at => Principals.NewClient($"late {at}"))];
        await AtOnceAsync(early, async client => await Store.TryAddAsync(client, default));
        foreach (ClientPrincipal client in early)
            Store.NoteSeen(client.Id, Noted);
        Task<bool[]> added = AtOnceAsync(late, async client => await Store.TryAddAsync(client, default));
        for (int flush = 0; flush < 5; flush++)
        {
            Store.NoteSeen(early[flush].Id, Noted);
            await Store.FlushAsync(default);
        }

        Assert.DoesNotContain(false, await added);
        await ReopenAsync();
        Assert.Equal([.. early.Select(static client => client with { LastSeen = Noted }), .. late], (await ClientsAsync()).ToHashSet());
    }

    [Fact]
    public async Task Changes_and_flushes_at_once_lose_nothing()
    {
        ClientPrincipal[] clients = [.. Enumerable.Range(0, 20).Select(static at => Principals.NewClient($"client {at}"))];
        foreach (ClientPrincipal client in clients)
            Assert.True(await Store.TryAddAsync(client, default));
        await AtOnceAsync(clients, async client =>
        {
            Store.NoteSeen(client.Id, Noted);
            await Store.FlushAsync(default);
            ClientPrincipal? after = await Store.UpdateClientAsync(client.Id, one => one with { Key = KeyOf(one.Name.ToString() + "!") }, default);
            Store.NoteSeen(client.Id, Noted.AddSeconds(1));
            await Store.FlushAsync(default);
            return after;
        });
        await ReopenAsync();
        Assert.Equal(clients.Select(static client => client with { Key = KeyOf(client.Name.ToString() + "!"), LastSeen = Noted.AddSeconds(1) }), await ClientsAsync());
    }
}
