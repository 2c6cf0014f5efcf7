using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases.Tests.Sqlite;

public sealed class SqliteStoreTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly WorkDirectory _directory = new();

    private string Stash => _directory[StashFile.FileName];

    private string Database => _directory["kdc.db"];

    [Fact]
    public async Task What_is_answered_is_on_disk_while_the_kdc_still_runs()
    {
        await using SqliteStore store = await OpenAsync();
        ClientPrincipal client = Principals.NewClient("anne");
        ServicePrincipal service = Principals.NewService("Printer 10");
        Assert.True(await store.TryAddAsync(client, default));
        Assert.True(await store.TryAddAsync(service, default));

        // A copy is what a crash would leave; the index of the log, -shm, is made anew.
        using var copy = new WorkDirectory();
        foreach (string file in (string[])["kdc.db", "kdc.db-wal", StashFile.FileName])
            copy.Write(file, _directory.ReadBytes(file));
        await using SqliteStore survivor = await SqliteStore.OpenAsync(copy.Path, copy[StashFile.FileName], Assert.Fail, default);
        Assert.Equal(client, await survivor.FindClientAsync(client.Id, default));
        Assert.Equal(service, await survivor.FindServiceAsync(service.Id, default));
    }

    [Fact]
    public async Task Keys_are_sealed_at_rest_and_every_file_is_its_owners_alone()
    {
        await using SqliteStore store = await OpenAsync();
        var keys = new List<KeyMaterial>();
        for (int i = 0; i < 50; i++)
        {
            ClientPrincipal client = Principals.NewClient($"client {i}");
            ServicePrincipal service = Principals.NewService($"Printer {i}0");
            Assert.True(await store.TryAddAsync(client, default));
            Assert.True(await store.TryAddAsync(service, default));
            keys.AddRange([client.Key, service.Key]);
        }

        Assert.Equal([".kdc.lock", "kdc.db", "kdc.db-shm", "kdc.db-wal", "master.key"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string file in Directory.GetFiles(_directory.Path).Select(Path.GetFileName).OfType<string>())
        {
            Assert.Equal(OwnerOnly, _directory.ModeOf(file));
            if (file.StartsWith("kdc.db", StringComparison.Ordinal))
                Assert.All(keys, key => Secrets.AssertAbsent(key, ReadShared(file), file));
        }

        await store.DisposeAsync();
        Assert.False(File.Exists(_directory["kdc.db-wal"]));
        Assert.All(keys, key => Secrets.AssertAbsent(key, _directory.ReadBytes("kdc.db"), "kdc.db"));
    }

    [Fact]
    public async Task A_database_that_others_may_read_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        _directory.SetMode("kdc.db", OwnerOnly | UnixFileMode.GroupRead);
        var refusal = await Assert.ThrowsAsync<FileModeException>(OpenAsync);
        Assert.Contains($"chmod 600 {Database}", refusal.Message);
    }

    [Fact]
    public async Task Blobs_that_were_exchanged_between_rows_are_refused()
    {
        ClientPrincipal anne = Principals.NewClient("anne"), bob = Principals.NewClient("bob");
        ServicePrincipal service = Principals.NewService("Printer 10");
        await using (SqliteStore store = await OpenAsync())
        {
            Assert.True(await store.TryAddAsync(anne, default));
            Assert.True(await store.TryAddAsync(bob, default));
        }

        Change("UPDATE clients SET sealed_key = (SELECT sealed_key FROM clients WHERE name = 'bob') WHERE name = 'anne'");
        await using (SqliteStore store = await OpenAsync())
        {
            var refusal = await Assert.ThrowsAsync<StoreFailedException>(async () => await store.FindClientAsync(anne.Id, default));
            Assert.StartsWith($"{Database}: the key of client {anne.Id} was not sealed for it", refusal.Message);
            Assert.Equal(bob, await store.FindClientAsync(bob.Id, default));
            Assert.True(await store.TryAddAsync(service, default));
        }

        // A client's key is no service's, not even under one id.
        Change("INSERT INTO clients (id, name, sealed_key, last_seen, is_disabled) SELECT id, name, sealed_key, 0, 0 FROM services");
        await using (SqliteStore store = await OpenAsync())
            await Assert.ThrowsAsync<StoreFailedException>(async () => await store.FindClientAsync(service.Id, default));
    }

    [Fact]
    public async Task A_missing_stash_is_an_error_and_no_new_one_is_made()
    {
        await (await OpenAsync()).DisposeAsync();
        File.Move(Stash, _directory["away"]);
        var refusal = await Assert.ThrowsAsync<StoreFailedException>(OpenAsync);
        Assert.StartsWith($"{Stash}: the stash file is missing, but the keys in {Database} are sealed", refusal.Message);
        Assert.False(File.Exists(Stash));
        File.Move(_directory["away"], Stash);
        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task The_stash_of_another_database_is_an_error()
    {
        await (await OpenAsync()).DisposeAsync();
        StashFile.ReadOrMake(_directory["another"], static _ => { }).Dispose();
        var refusal = await Assert.ThrowsAsync<StoreFailedException>(() => SqliteStore.OpenAsync(_directory.Path, _directory["another"], Assert.Fail, default));
        Assert.StartsWith($"{_directory["another"]}: the keys in {Database} are sealed under another master key", refusal.Message);
        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        await (await OpenAsync()).DisposeAsync();
        Change("PRAGMA user_version = 2");
        byte[] before = _directory.ReadBytes("kdc.db");
        var refusal = await Assert.ThrowsAsync<StoreFailedException>(OpenAsync);
        Assert.StartsWith($"{Database}: a newer KDC made this database (schema 2; this program knows 1).", refusal.Message);
        Assert.Equal(before, _directory.ReadBytes("kdc.db"));
    }

    [Fact]
    public async Task What_is_no_database_of_a_kdc_is_refused()
    {
        _directory.Write("kdc.db", "this is a file of text, which is longer than the header of a database would be; and so SQLite looks at it");
        Assert.Contains("damaged", (await Assert.ThrowsAsync<StoreFailedException>(OpenAsync)).Message);
        File.Delete(Database);
        Change("CREATE TABLE addresses (name TEXT)");
        _directory.SetMode("kdc.db", OwnerOnly);
        Assert.Contains("this is not a KDC's database", (await Assert.ThrowsAsync<StoreFailedException>(OpenAsync)).Message);
        Assert.False(File.Exists(Stash));
    }

    [Fact]
    public async Task Two_kdcs_cannot_work_in_one_directory()
    {
        await using (await OpenAsync())
            await Assert.ThrowsAsync<DirectoryInUseException>(OpenAsync);
        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task Opening_reads_no_client()
    {
        ClientPrincipal client = Principals.NewClient("anne");
        await using (SqliteStore store = await OpenAsync())
            Assert.True(await store.TryAddAsync(client, default));

        // Whoever read the row would stumble over it.
        Change("UPDATE clients SET sealed_key = x'00'");
        await using SqliteStore reopened = await OpenAsync();
        await Assert.ThrowsAsync<StoreFailedException>(async () => await reopened.FindClientAsync(client.Id, default));
    }

    [Fact]
    public async Task Finding_a_recent_client_and_noting_complete_at_once_and_allocate_nothing()
    {
        await using SqliteStore store = await OpenAsync();
        ClientPrincipal client = Principals.NewClient("anne");
        ServicePrincipal service = Principals.NewService("Printer 10");
        Assert.True(await store.TryAddAsync(client, default));
        Assert.True(await store.TryAddAsync(service, default));
        AllocatedBy(100);
        Assert.Equal(0, AllocatedBy(1000));

        long AllocatedBy(int rounds)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < rounds; i++)
            {
                ValueTask<ClientPrincipal?> foundClient = store.FindClientAsync(client.Id, default);
                ValueTask<ServicePrincipal?> foundService = store.FindServiceAsync(service.Id, default);
                ValueTask<IReadOnlyList<ServicePrincipal>> listed = store.ListServicesAsync(default);
                store.NoteSeen(client.Id, DateTimeOffset.UnixEpoch.AddSeconds(i));
                if (!foundClient.IsCompletedSuccessfully || foundClient.Result != client || foundService.Result != service || listed.Result.Count != 1)
                    throw new InvalidOperationException("not found");
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task More_clients_than_are_kept_are_all_found_and_changes_hold_for_each()
    {
        const int count = RecentClients.Capacity + 2_000;
        ClientPrincipal[] clients = [.. Enumerable.Range(0, count).Select(static i => Principals.NewClient($"client {i}"))];
        await using SqliteStore store = await OpenAsync();
        bool[] added = await Task.WhenAll(clients.Select(client => store.TryAddAsync(client, default).AsTask()));
        Assert.DoesNotContain(false, added);
        foreach (ClientPrincipal client in clients.Where(static (_, i) => i % 20 == 0).Concat(clients.Where(static (_, i) => i % 20 == 0)))
            Assert.Equal(client, await store.FindClientAsync(client.Id, default));
        foreach (ClientPrincipal client in clients.Where(static (_, i) => i % 400 == 0))
        {
            Assert.NotNull(await store.UpdateClientAsync(client.Id, static one => one with { IsDisabled = true }, default));
            Assert.True((await store.FindClientAsync(client.Id, default))!.IsDisabled);
            Assert.True(await store.RemoveClientAsync(client.Id, default));
            Assert.Null(await store.FindClientAsync(client.Id, default));
        }
    }

    [Fact]
    public async Task One_who_is_removed_is_not_found_again_whoever_reads_meanwhile()
    {
        await using SqliteStore store = await OpenAsync();
        for (int round = 0; round < 30; round++)
        {
            ClientPrincipal client = Principals.NewClient($"client {round}");
            Assert.True(await store.TryAddAsync(client, default));
            using var removed = new CancellationTokenSource();
            Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
            {
                // By its name it is always read from the database; by its id it comes in from there.
                while (!removed.IsCancellationRequested)
                {
                    await store.FindClientAsync(client.Name, default);
                    await store.FindClientAsync(client.Id, default);
                }
            }))];
            await store.UpdateClientAsync(client.Id, static one => one with { IsDisabled = true }, default);
            Assert.True((await store.FindClientAsync(client.Id, default))!.IsDisabled);
            Assert.True(await store.RemoveClientAsync(client.Id, default));
            Assert.Null(await store.FindClientAsync(client.Id, default));
            await removed.CancelAsync();
            await Task.WhenAll(readers);
            Assert.Null(await store.FindClientAsync(client.Id, default));
        }
    }

    [Fact]
    public async Task One_change_that_fails_does_not_take_those_with_it_that_share_its_transaction()
    {
        await using SqliteStore store = await OpenAsync();
        ClientPrincipal client = Principals.NewClient("anne");
        Assert.True(await store.TryAddAsync(client, default));
        Task<bool>[] added = [.. Enumerable.Range(0, 200).Select(i => store.TryAddAsync(Principals.NewClient($"client {i}"), default).AsTask())];
        Task<ClientPrincipal?>[] failing = [.. Enumerable.Range(0, 20).Select(_ => store.UpdateClientAsync(client.Id, static _ => throw new TimeZoneNotFoundException(), default).AsTask())];
        Assert.DoesNotContain(false, await Task.WhenAll(added));
        foreach (Task<ClientPrincipal?> one in failing)
            await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => one);
    }

    [Fact]
    public async Task A_database_that_another_program_holds_fails_the_request_alone_and_nothing_of_it_is_kept()
    {
        await using SqliteStore store = await OpenAsync();
        Assert.True(await store.TryAddAsync(Principals.NewClient("anne"), default));

        using (SqliteConnection other = Connect())
        {
            Execute(other, "BEGIN IMMEDIATE");
            var failure = await Assert.ThrowsAsync<StoreFailedException>(async () => await store.TryAddAsync(Principals.NewClient("bob"), default));
            Assert.Contains("another program has held the database", failure.Message);
            Assert.Null(await store.FindClientAsync(new PrincipalName("bob"), default));
            Execute(other, "ROLLBACK");
        }

        Assert.True(await store.TryAddAsync(Principals.NewClient("bob"), default));
    }

    [Fact]
    public async Task Services_keep_addresses_of_both_families()
    {
        ServicePrincipal service = Principals.NewService("Printer 10") with { EndPoint = new IPEndPoint(IPAddress.Parse("2001:db8::7"), 65535) };
        await using (SqliteStore store = await OpenAsync())
            Assert.True(await store.TryAddAsync(service, default));
        await using SqliteStore reopened = await OpenAsync();
        Assert.Equal(service, await reopened.FindServiceAsync(service.Id, default));
    }

    public void Dispose() => _directory.Dispose();

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task<SqliteStore> OpenAsync() => SqliteStore.OpenAsync(_directory.Path, Stash, static _ => { }, default);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Change(string sql)
    {
        using SqliteConnection connection = Connect();
        Execute(connection, sql);
    }

    private byte[] ReadShared(string file)
    {
        using var stream = new FileStream(_directory[file], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
