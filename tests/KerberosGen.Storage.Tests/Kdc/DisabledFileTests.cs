using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Kdc;

public sealed class DisabledFileTests : IDisposable
{
    private const string File = "disabled.json";
    private const string Client = "fa8a3d1e99584c08ac58ba28c93e03c9";
    private const string Service = "5df3b3bb4b214cb8ae6fb54cf2dd9146";
    private const string Nobody = "00000000000000000000000000000001";

    private readonly WorkDirectory _directory = new();
    private readonly List<string> _notices = [];

    public DisabledFileTests()
    {
        _directory.Write("clients.txt", Vector.SeedClient + "\n");
        _directory.Write("services.json", Vector.AsArray(Vector.SeedService));
    }

    [Fact]
    public async Task Who_is_disabled_stands_beside_the_seeds_files_which_keep_every_byte()
    {
        byte[] clients = _directory.ReadBytes("clients.txt"), services = _directory.ReadBytes("services.json");
        await using (SeedFileStore store = Open())
        {
            Assert.False(System.IO.File.Exists(_directory[File]));
            await DisableAsync(store, isDisabled: true);
        }

        Assert.Equal(
            $$"""
            [
              {
                "client_id_hex": "{{Client}}"
              },
              {
                "server_id_hex": "{{Service}}"
              }
            ]

            """,
            _directory.Read(File));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf(File));
        await using (SeedFileStore store = Open())
        {
            Assert.True((await store.FindClientAsync(PrincipalId.Parse(Client), default))!.IsDisabled);
            Assert.True((await store.FindServiceAsync(PrincipalId.Parse(Service), default))!.IsDisabled);
            await DisableAsync(store, isDisabled: false);
        }

        Assert.Equal("[]\n", _directory.Read(File));
        Assert.Equal(clients, _directory.ReadBytes("clients.txt"));
        Assert.Equal(services, _directory.ReadBytes("services.json"));
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task An_id_of_nobody_is_pointed_out_and_stays()
    {
        string text = $$"""[{"client_id_hex": "{{Nobody}}"}, {"server_id_hex": "{{Client}}", "why": "left"}]""";
        _directory.Write(File, text);
        await using (SeedFileStore store = Open())
        {
            Assert.Equal(
                [
                    $"{_directory[File]}: no client has the id {Nobody}; the entry does nothing until one has: take it out if it is gone for good.",
                    $"{_directory[File]}: no service has the id {Client}; the entry does nothing until one has: take it out if it is gone for good.",
                ],
                _notices);
            Assert.Equal(text, _directory.Read(File));
            Assert.False((await store.FindClientAsync(PrincipalId.Parse(Client), default))!.IsDisabled);
            await DisableAsync(store, isDisabled: true);
        }

        Assert.Contains(Nobody, _directory.Read(File));
        Assert.Contains("\"why\": \"left\"", _directory.Read(File));
    }

    [Fact]
    public async Task A_client_that_takes_an_id_of_the_file_is_what_it_is_added_as()
    {
        _directory.Write(File, $$"""[{"client_id_hex": "{{Nobody}}"}]""");
        ClientPrincipal client = Principals.NewClient("anne") with { Id = PrincipalId.Parse(Nobody) };
        await using (SeedFileStore store = Open())
            Assert.True(await store.TryAddAsync(client, default));
        await using SeedFileStore reopened = Open();
        Assert.Equal(client, await reopened.FindClientAsync(client.Id, default));
    }

    [Theory]
    [InlineData("", 1, "not JSON")]
    [InlineData("[\n7]", 2, "an object must stand here")]
    [InlineData("[\n{}]", 2, "client_id_hex: text must stand here")]
    [InlineData("[\n{\n\"client_id_hex\": \"fa8a\"}]", 3, "client_id_hex: an id is 32 hex digits")]
    [InlineData("[\n{\n\"server_id_hex\": 7}]", 3, "server_id_hex: text must stand here")]
    [InlineData("[{\"client_id_hex\": \"ID\"},\n{\"client_id_hex\": \"ID\"}]", 2, "client_id_hex: an earlier entry has this id")]
    [InlineData("[{\"client_id_hex\": \"ID\",\n\"server_id_hex\": \"ID\"}]", 2, "an entry is either a client's or a service's")]
    public void A_file_that_makes_no_sense_is_named_and_left_alone(string text, int line, string reason)
    {
        _directory.Write("clients.txt", Vector.SeedClient + "\n5df3b3bb");
        _directory.Write(File, text.Replace("ID", Client));
        _directory.AssertRefused(File, line, reason, () => Open());
        Assert.False(System.IO.File.Exists(_directory["clients.txt.torn"]));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_disables_nobody_and_the_next_try_does()
    {
        await using SeedFileStore store = Open();
        Directory.CreateDirectory(_directory[File]);
        await Assert.ThrowsAnyAsync<Exception>(() => DisableAsync(store, isDisabled: true));
        Assert.False((await store.FindClientAsync(PrincipalId.Parse(Client), default))!.IsDisabled);
        Directory.Delete(_directory[File]);
        await DisableAsync(store, isDisabled: true);
        Assert.Contains(Client, _directory.Read(File));
    }

    [Theory]
    [InlineData("services.json")]
    [InlineData(File)]
    public async Task A_file_that_was_edited_under_a_running_kdc_is_not_written_to(string file)
    {
        await using SeedFileStore store = Open();
        _directory.Write(file, "[ ]\n\n");
        var refusal = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await DisableAsync(store, isDisabled: true);
            await store.RemoveServiceAsync(PrincipalId.Parse(Service), default);
        });
        Assert.StartsWith($"{_directory[file]}: another program changed this file", refusal.Message);
        Assert.Equal("[ ]\n\n", _directory.Read(file));
    }

    public void Dispose() => _directory.Dispose();

    private static async Task DisableAsync(SeedFileStore store, bool isDisabled)
    {
        Assert.NotNull(await store.UpdateClientAsync(PrincipalId.Parse(Client), client => client with { IsDisabled = isDisabled }, default));
        Assert.NotNull(await store.UpdateServiceAsync(PrincipalId.Parse(Service), service => service with { IsDisabled = isDisabled }, default));
    }

    private SeedFileStore Open() => SeedFileStore.Open(_directory.Path, TimeProvider.System, _notices.Add, TimeZoneInfo.Utc);
}
