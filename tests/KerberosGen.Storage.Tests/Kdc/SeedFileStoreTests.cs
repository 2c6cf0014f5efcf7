using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Kdc;

public sealed class SeedFileStoreTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly WorkDirectory _directory = new();
    private readonly List<string> _notices = [];

    [Fact]
    public async Task What_is_answered_is_on_disk_while_the_kdc_still_runs()
    {
        await using SeedFileStore store = Open();
        ClientPrincipal client = Principals.NewClient("anne");
        ServicePrincipal service = Principals.NewService("anne");
        Assert.True(await store.TryAddAsync(client, default));
        Assert.True(await store.TryAddAsync(service, default));

        // A copy is what a crash would leave.
        using var copy = new WorkDirectory();
        copy.Write("clients.txt", _directory.ReadBytes("clients.txt"));
        copy.Write("services.json", _directory.ReadBytes("services.json"));
        await using SeedFileStore survivor = SeedFileStore.Open(copy.Path, TimeProvider.System, _ => { }, TimeZoneInfo.Utc);
        Assert.Equal(client, await survivor.FindClientAsync(client.Id, default));
        Assert.Equal(service, await survivor.FindServiceAsync(service.Id, default));
    }

    [Fact]
    public async Task What_could_not_be_read_again_is_not_written()
    {
        await using SeedFileStore store = Open();
        PrincipalName.TryCreate("anne\nforged: row"u8, out PrincipalName forged);
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.TryAddAsync(Principals.NewClient("anne") with { Name = forged }, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.TryAddAsync(Principals.NewClient("anne") with { Key = new KeyMaterial([1]) }, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.TryAddAsync(Principals.NewService("anne") with { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) }, default));
        Assert.Equal([".kdc.lock"], Directory.EnumerateFileSystemEntries(_directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Finding_and_noting_complete_at_once_and_allocate_nothing()
    {
        await using SeedFileStore store = Open();
        ClientPrincipal client = Principals.NewClient("anne");
        ServicePrincipal service = Principals.NewService("Printer 10");
        await store.TryAddAsync(client, default);
        await store.TryAddAsync(service, default);
        AllocatedBy(1);
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
                if (foundClient.Result != client || foundService.Result != service || listed.Result.Count != 1)
                    throw new InvalidOperationException("not found");
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task Files_with_secrets_are_made_for_their_owner_alone()
    {
        await using SeedFileStore store = Open();
        ClientPrincipal client = Principals.NewClient("anne");
        await store.TryAddAsync(client, default);
        await store.TryAddAsync(Principals.NewService("Printer 10"), default);
        Assert.Equal(OwnerOnly, _directory.ModeOf("clients.txt"));
        Assert.Equal(OwnerOnly, _directory.ModeOf("services.json"));
        store.NoteSeen(client.Id, DateTimeOffset.UnixEpoch);
        await store.FlushAsync(default);
        Assert.Equal(OwnerOnly, _directory.ModeOf("clients.txt"));
        Assert.Equal([".kdc.lock", "clients.txt", "services.json"], Directory.EnumerateFileSystemEntries(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("clients.txt", UnixFileMode.GroupRead | UnixFileMode.OtherRead, "0644")]
    [InlineData("services.json", UnixFileMode.GroupWrite, "0620")]
    [InlineData("services.json", UnixFileMode.UserExecute, "0700")]
    public async Task A_file_of_keys_that_others_may_read_is_refused_and_left_alone(string file, UnixFileMode more, string mode)
    {
        _directory.Write("clients.txt", Vector.SeedClient + "\n5df3b3bb");
        _directory.Write("services.json", Vector.AsArray(Vector.SeedService));
        byte[] before = _directory.ReadBytes(file);
        _directory.SetMode(file, OwnerOnly | more);
        var refusal = Assert.Throws<FileModeException>(() => Open());
        Assert.Equal(_directory[file], refusal.File);
        Assert.StartsWith($"{_directory[file]}: its mode is {mode}, ", refusal.Message);
        Assert.Contains($"'chmod 600 {_directory[file]}'", refusal.Message);
        Assert.Equal(OwnerOnly | more, _directory.ModeOf(file));
        Assert.Equal(before, _directory.ReadBytes(file));
        _directory.SetMode(file, OwnerOnly);
        await Open().DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_its_owner_may_only_read_is_narrow_enough()
    {
        _directory.Write("clients.txt", Vector.SeedClient + "\n");
        _directory.SetMode("clients.txt", UnixFileMode.UserRead);
        await using SeedFileStore store = Open();
        Assert.NotNull(await store.FindClientAsync(PrincipalId.Parse(Vector.SeedClient[..32]), default));
    }

    [Fact]
    public async Task Two_kdcs_cannot_work_in_one_directory()
    {
        await using (SeedFileStore store = Open())
        {
            var refusal = Assert.Throws<DirectoryInUseException>(() => Open());
            Assert.Equal(_directory.Path, refusal.Directory);
            Assert.StartsWith($"{_directory.Path}: another KDC works in this directory", refusal.Message);
        }

        await Open().DisposeAsync();
    }

    [Fact]
    public async Task A_directory_whose_files_make_no_sense_is_let_go_of()
    {
        _directory.Write("services.json", "[");
        Assert.Throws<FileFormatException>(() => Open());
        File.Delete(_directory["services.json"]);
        await Open().DisposeAsync();
    }

    [Fact]
    public void A_torn_line_stays_where_it_is_as_long_as_another_file_makes_no_sense()
    {
        _directory.Write("clients.txt", Vector.SeedClient + "\n5df3b3bb");
        _directory.Write("services.json", "[");
        Assert.Throws<FileFormatException>(() => Open());
        Assert.Equal(Vector.SeedClient + "\n5df3b3bb", _directory.Read("clients.txt"));
    }

    [Fact]
    public async Task What_a_crash_left_of_a_replacement_is_cleared_away()
    {
        _directory.Write(".clients.txt.abc.def.tmp", "half");
        _directory.Write(".services.json.abc.def.tmp", "half");
        _directory.Write("mine.tmp", "whole");
        await using SeedFileStore store = Open();
        Assert.Equal(["mine.tmp"], Directory.GetFiles(_directory.Path, "*.tmp").Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_registration_that_cannot_be_written_fails_and_the_next_one_succeeds()
    {
        await using (SeedFileStore store = Open())
        {
            Assert.True(await store.TryAddAsync(Principals.NewClient("first"), default));
            File.Move(_directory["clients.txt"], _directory["away"]);
            Directory.CreateDirectory(_directory["clients.txt"]);
            Directory.CreateDirectory(_directory["services.json"]);
            await Assert.ThrowsAnyAsync<IOException>(() => store.TryAddAsync(Principals.NewClient("anne"), default).AsTask());
            await Assert.ThrowsAnyAsync<Exception>(() => store.TryAddAsync(Principals.NewService("Printer 10"), default).AsTask());
            Directory.Delete(_directory["clients.txt"]);
            Directory.Delete(_directory["services.json"]);
            File.Move(_directory["away"], _directory["clients.txt"]);
            Assert.Empty(Directory.GetFiles(_directory.Path, "*.tmp"));
            Assert.True(await store.TryAddAsync(Principals.NewClient("anne"), default));
            Assert.True(await store.TryAddAsync(Principals.NewService("Printer 10"), default));
        }

        await using SeedFileStore reopened = Open();
        Assert.False(await reopened.TryAddAsync(Principals.NewClient("first"), default));
        Assert.False(await reopened.TryAddAsync(Principals.NewClient("anne"), default));
        Assert.Single(await reopened.ListServicesAsync(default));
    }

    [Fact]
    public async Task After_a_failed_append_the_file_is_made_whole_before_the_next_one()
    {
        await using (SeedFileStore store = Open())
        {
            // Opening a directory for writing fails after the store has begun to write.
            Directory.CreateDirectory(_directory["clients.txt"]);
            await Assert.ThrowsAnyAsync<Exception>(() => store.TryAddAsync(Principals.NewClient("anne"), default).AsTask());
            Directory.Delete(_directory["clients.txt"]);
            _directory.Write("clients.txt", "half a li");
            Assert.True(await store.TryAddAsync(Principals.NewClient("anne"), default));
        }

        Assert.Contains(": anne: ", Assert.Single(_directory.Read("clients.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task A_file_that_was_edited_under_a_running_kdc_is_not_written_to()
    {
        _directory.Write("clients.txt", Vector.SeedClient + "\n");
        SeedFileStore store = Open();
        string edited = Vector.SeedClient + "\n" + Vector.Read("original_clients.txt");
        _directory.Write("clients.txt", edited);
        store.NoteSeen(PrincipalId.Parse(Vector.SeedClient[..32]), DateTimeOffset.UnixEpoch);
        var refusal = await Assert.ThrowsAsync<IOException>(() => store.TryAddAsync(Principals.NewClient("anne"), default).AsTask());
        Assert.StartsWith($"{_directory["clients.txt"]}: another program changed this file", refusal.Message);
        await Assert.ThrowsAsync<IOException>(() => store.FlushAsync(default));
        await Assert.ThrowsAsync<IOException>(() => store.DisposeAsync().AsTask());
        Assert.Equal(edited, _directory.Read("clients.txt"));
        await Open().DisposeAsync();
    }

    [Fact]
    public async Task A_store_that_is_disposed_writes_no_more()
    {
        SeedFileStore store = Open();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.TryAddAsync(Principals.NewClient("anne"), default).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.TryAddAsync(Principals.NewService("anne"), default).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FlushAsync(default));
        Assert.False(File.Exists(_directory["clients.txt"]));
    }

    public void Dispose() => _directory.Dispose();

    private SeedFileStore Open() => SeedFileStore.Open(_directory.Path, TimeProvider.System, _notices.Add, TimeZoneInfo.Utc);
}
