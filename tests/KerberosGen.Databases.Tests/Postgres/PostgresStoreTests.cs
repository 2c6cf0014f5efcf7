using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Postgres;

[Collection(PostgresTests.Name)]
public sealed class PostgresStoreTests(PostgresFixture postgres) : IDisposable
{
    private readonly WorkDirectory _directory = new();

    private PostgresServer Server => postgres.Server;

    private string Stash => _directory[StashFile.FileName];

    [Fact]
    public async Task Keys_are_sealed_in_what_a_backup_holds()
    {
        string store = await Server.NewDatabaseAsync();
        var keys = new List<KeyMaterial>();
        await using (PostgresStore kdc = await Targets.OpenAsync(store, Stash))
        {
            for (int i = 0; i < 50; i++)
            {
                ClientPrincipal client = Principals.NewClient($"client {i}");
                ServicePrincipal service = Principals.NewService($"Printer {i}0");
                Assert.True(await kdc.TryAddAsync(client, default));
                Assert.True(await kdc.TryAddAsync(service, default));
                keys.AddRange([client.Key, service.Key]);
            }
        }

        string dump = await Server.DumpAsync(NameOf(store));
        Assert.Contains("client 49", dump);
        Assert.Contains("Printer 490", dump);
        byte[] bytes = Encoding.UTF8.GetBytes(dump);
        Assert.All(keys, key => Secrets.AssertAbsent(key, bytes, "the dump"));
        using KeyMaterial master = StashFile.Read(Stash)!;
        Secrets.AssertAbsent(master, bytes, "the dump");
    }

    [Fact]
    public async Task Blobs_that_were_exchanged_between_rows_are_refused()
    {
        string store = await Server.NewDatabaseAsync();
        await using PostgresStore kdc = await Targets.OpenAsync(store, Stash);
        ClientPrincipal anne = Principals.NewClient("anne"), bob = Principals.NewClient("bob");
        ServicePrincipal service = Principals.NewService("Printer 10") with { Id = anne.Id };
        Assert.True(await kdc.TryAddAsync(anne, default));
        Assert.True(await kdc.TryAddAsync(bob, default));
        Assert.True(await kdc.TryAddAsync(service, default));
        Assert.Equal(anne, await kdc.FindClientAsync(anne.Id, default));
        await Server.QueryAsync(NameOf(store), "UPDATE kdc_clients SET sealed_key = (SELECT sealed_key FROM kdc_clients WHERE name = 'bob') WHERE name = 'anne'");
        var refusal = await Assert.ThrowsAsync<StoreFailedException>(async () => await kdc.FindClientAsync(anne.Id, default));
        Assert.Contains($"the key of client {anne.Id} was not sealed for it", refusal.Message);
        Assert.Equal(bob, await kdc.FindClientAsync(bob.Id, default));
        await Server.QueryAsync(NameOf(store), "UPDATE kdc_clients SET sealed_key = (SELECT sealed_key FROM kdc_services) WHERE name = 'anne'");
        await Assert.ThrowsAsync<StoreFailedException>(async () => await kdc.FindClientAsync(anne.Id, default));
    }

    [Fact]
    public async Task The_stash_must_be_there_and_be_the_databases()
    {
        string store = await Server.NewDatabaseAsync();
        await (await Targets.OpenAsync(store, Stash)).DisposeAsync();
        var missing = await Assert.ThrowsAsync<StoreFailedException>(() => Targets.OpenAsync(store, _directory["another"]));
        Assert.StartsWith($"{_directory["another"]}: the stash file is missing, but the keys in PostgreSQL database {NameOf(store)} on 127.0.0.1:{Server.Port} are sealed", missing.Message);
        Assert.False(File.Exists(_directory["another"]));
        StashFile.ReadOrMake(_directory["another"], static _ => { }).Dispose();
        var wrong = await Assert.ThrowsAsync<StoreFailedException>(() => Targets.OpenAsync(store, _directory["another"]));
        Assert.Contains("sealed under another master key", wrong.Message);
    }

    [Fact]
    public async Task Tables_of_a_newer_program_are_refused()
    {
        string store = await Server.NewDatabaseAsync();
        await (await Targets.OpenAsync(store, Stash)).DisposeAsync();
        await Server.QueryAsync(NameOf(store), "UPDATE kdc_state SET schema_version = 2; ALTER TABLE kdc_state RENAME COLUMN sealed_check TO otherwise");
        var refusal = await Assert.ThrowsAsync<StoreFailedException>(() => Targets.OpenAsync(store, Stash));
        Assert.Contains("a newer KDC made its tables (schema 2; this program knows 1)", refusal.Message);
    }

    [Fact]
    public async Task A_database_that_cannot_hold_every_name_is_refused()
    {
        string store = await Server.NewDatabaseAsync("LATIN1");
        var refusal = await Assert.ThrowsAsync<StoreFailedException>(() => Targets.OpenAsync(store, Stash));
        Assert.Contains("its encoding is LATIN1", refusal.Message);
        Assert.False(File.Exists(Stash));
    }

    [Fact]
    public async Task A_server_that_may_lose_what_it_was_told_is_pointed_out()
    {
        var notices = new List<string>();
        await using PostgresStore kdc = await PostgresStore.OpenAsync(Targets.Parse(await Server.NewDatabaseAsync()), Stash, notices.Add, default);
        Assert.Contains(notices, static notice => notice.Contains("fsync or synchronous_commit is off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_one_sentence()
    {
        var refusal = await Assert.ThrowsAsync<StoreFailedException>(() => Targets.OpenAsync(Server.StoreOf("nowhere") + ";Password=s3cret-word", Stash));
        Assert.Equal($"PostgreSQL database nowhere on 127.0.0.1:{Server.Port}: database \"nowhere\" does not exist (SQLSTATE 3D000).", refusal.Message);
        Assert.DoesNotContain("s3cret-word", refusal.ToString());
    }

    [Fact]
    public async Task The_socket_of_the_server_and_a_uri_are_ways_to_it_too()
    {
        string store = await Server.NewDatabaseAsync();
        ClientPrincipal client = Principals.NewClient("anne");
        await using (PostgresStore kdc = await Targets.OpenAsync($"postgres:Host={Server.SocketDirectory};Port={Server.Port};Database={NameOf(store)};Username=kdc", Stash))
            Assert.True(await kdc.TryAddAsync(client, default));
        await using (PostgresStore kdc = await Targets.OpenAsync($"postgres://kdc@127.0.0.1:{Server.Port}/{NameOf(store)}?sslmode=Disable", Stash))
            Assert.Equal(client, await kdc.FindClientAsync(client.Id, default));
    }

    [Fact]
    public async Task A_thousand_rows_and_more_are_read_in_order()
    {
        await using PostgresStore kdc = await Targets.OpenAsync(await Server.NewDatabaseAsync(), Stash);
        ClientPrincipal[] clients = [.. Enumerable.Range(0, 2_100).Select(static i => Principals.NewClient($"client {i}"))];
        foreach (ClientPrincipal[] some in clients.Chunk(50))
            await Task.WhenAll(some.Select(client => kdc.TryAddAsync(client, default).AsTask()));
        var read = new List<ClientPrincipal>();
        await foreach (ClientPrincipal client in kdc.ReadClientsAsync(default))
            read.Add(client);
        Assert.Equal(clients.Length, read.Count);
        Assert.Equal(clients.ToHashSet(), read.ToHashSet());
    }

    public void Dispose() => _directory.Dispose();

    private static string NameOf(string store) => store.Split("Database=")[1].Split(';')[0];
}
