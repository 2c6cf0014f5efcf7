using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Postgres;

/// <summary>The database goes away under an open store, and comes back.</summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private readonly WorkDirectory _directory = new();
    private PostgresServer? _server;
    private string? _store;

    private PostgresServer Server => _server!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.StartAsync(isDurable: true);
        _store = await _server.NewDatabaseAsync();
    }

    [Fact]
    public async Task Requests_fail_while_it_is_away_and_succeed_when_it_is_back()
    {
        await using PostgresStore kdc = await Targets.OpenAsync(_store!, _directory["master.key"]);
        var registered = new List<ClientPrincipal>();
        for (int round = 0; round < 2; round++)
        {
            ClientPrincipal[] clients = [.. Enumerable.Range(0, 30).Select(i => Principals.NewClient($"client {round} {i}"))];
            Assert.DoesNotContain(false, await Task.WhenAll(clients.Select(client => kdc.TryAddAsync(client, default).AsTask())));
            registered.AddRange(clients);
            kdc.NoteSeen(clients[0].Id, DateTimeOffset.UnixEpoch.AddYears(50));

            // The second time as a crash: what was answered must have been on the disk.
            await Server.StopAsync(isCrash: round == 1);
            var failure = await Assert.ThrowsAsync<StoreFailedException>(async () => await kdc.FindClientAsync(clients[0].Id, default));
            Assert.StartsWith($"PostgreSQL database kdc1 on 127.0.0.1:{Server.Port} does not answer: ", failure.Message);
            await Assert.ThrowsAsync<StoreFailedException>(async () => await kdc.TryAddAsync(Principals.NewClient("late"), default));
            await Assert.ThrowsAsync<StoreFailedException>(() => kdc.FlushAsync(default));
            await Server.StartAgainAsync();

            foreach (ClientPrincipal client in registered)
                Assert.Equal(client.Key, (await kdc.FindClientAsync(client.Id, default))!.Key);
            await kdc.FlushAsync(default);
            Assert.Equal(DateTimeOffset.UnixEpoch.AddYears(50), (await kdc.FindClientAsync(clients[0].Id, default))!.LastSeen);
        }
    }

    [Fact]
    public async Task A_restart_between_two_requests_is_not_noticed()
    {
        await using PostgresStore kdc = await Targets.OpenAsync(_store!, _directory["master.key"]);
        ServicePrincipal service = Principals.NewService("Printer 10");
        Assert.True(await kdc.TryAddAsync(service, default));
        foreach (bool isCrash in (bool[])[false, true])
        {
            // As many connections as requests at once; all of them are broken afterwards.
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => kdc.FindServiceAsync(service.Id, default).AsTask()));
            await Server.StopAsync(isCrash);
            await Server.StartAgainAsync();
            ClientPrincipal client = Principals.NewClient($"client {isCrash}");
            Assert.True(await kdc.TryAddAsync(client, default));
            Assert.NotNull(await kdc.UpdateClientAsync(client.Id, static one => one with { IsDisabled = true }, default));
            Assert.Equal(service, await kdc.FindServiceAsync(service.Id, default));
            Assert.Equal([service], await kdc.ListServicesAsync(default));
        }
    }

    [Fact]
    public async Task A_server_that_hangs_fails_requests_rather_than_hang_them_too()
    {
        await using PostgresStore kdc = await Targets.OpenAsync(_store!, _directory["master.key"]);
        ClientPrincipal client = Principals.NewClient("anne");
        Assert.True(await kdc.TryAddAsync(client, default));
        await Server.FreezeAsync();
        try
        {
            // More requests than there are connections: those without one must not wait for ever either.
            Task<ClientPrincipal?>[] requests = [.. Enumerable.Range(0, 30).Select(_ => kdc.FindClientAsync(client.Id, default).AsTask())];
            foreach (Task<ClientPrincipal?> request in requests)
                await Assert.ThrowsAsync<StoreFailedException>(() => request.WaitAsync(TimeSpan.FromMinutes(5)));
        }
        finally
        {
            await Server.ThawAsync();
        }

        Assert.Equal(client, await kdc.FindClientAsync(client.Id, default));
    }

    [Fact]
    public async Task A_server_that_is_not_there_at_the_start_is_one_sentence()
    {
        await Server.StopAsync();
        var refusal = await Assert.ThrowsAsync<StoreFailedException>(() => Targets.OpenAsync(_store!, _directory["master.key"]));
        Assert.StartsWith($"PostgreSQL database kdc1 on 127.0.0.1:{Server.Port} does not answer: ", refusal.Message);
        Assert.False(File.Exists(_directory["master.key"]));
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }
}
