using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Kdc;

public sealed class ClientsFileTests : IDisposable
{
    private const string File = "clients.txt";

    private readonly WorkDirectory _directory = new();
    private readonly List<string> _notices = [];

    [Fact]
    public async Task The_seeds_own_line_is_the_client_whose_password_is_qwer1234()
    {
        _directory.Write(File, Vector.SeedClient + "\n");
        await using SeedFileStore store = Open();
        ClientPrincipal client = (await store.FindClientAsync(PrincipalId.Parse("fa8a3d1e99584c08ac58ba28c93e03c9"), default))!;
        Assert.Equal("Michael Jackson", client.Name.ToString());
        Assert.Equal(SHA256.HashData("qwer1234"u8), client.Key.Bytes);
        Assert.Equal(new DateTimeOffset(2024, 2, 26, 22, 2, 49, TimeSpan.Zero), client.LastSeen);
    }

    [Fact]
    public async Task What_the_original_program_wrote_is_written_back_byte_for_byte()
    {
        string original = Vector.Read("original_clients.txt");
        _directory.Write(File, original);
        var alice = PrincipalId.Parse("dab61daeccff40a9ae6e739dd3afcd5e");
        await using (SeedFileStore store = Open())
        {
            ClientPrincipal found = (await store.FindClientAsync(alice, default))!;
            Assert.Equal("Боб Žluťoučký", (await store.FindClientAsync(PrincipalId.Parse("89cacc68d37a47e6af9b4ec58e3aa064"), default))!.Name.ToString());
            System.IO.File.SetLastWriteTimeUtc(_directory[File], DateTime.UnixEpoch);
            store.NoteSeen(alice, found.LastSeen);
            await store.FlushAsync(default);
        }

        Assert.NotEqual(DateTime.UnixEpoch, System.IO.File.GetLastWriteTimeUtc(_directory[File]));
        Assert.Equal(original, _directory.Read(File));
        Assert.Empty(_notices);
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public async Task Clients_are_found_after_a_restart_exactly_as_they_registered(ClientPrincipal[] clients)
    {
        using var directory = new WorkDirectory();
        var registered = new List<ClientPrincipal>();
        await using (SeedFileStore store = SeedFileStore.Open(directory.Path, TimeProvider.System, _notices.Add, TimeZoneInfo.Utc))
        {
            foreach (ClientPrincipal client in clients)
            {
                bool isNew = registered.All(other => other.Name != client.Name);
                Assert.Equal(isNew, await store.TryAddAsync(client, default));
                if (isNew)
                    registered.Add(client);
            }
        }

        await using SeedFileStore reopened = SeedFileStore.Open(directory.Path, TimeProvider.System, _notices.Add, TimeZoneInfo.Utc);
        foreach (ClientPrincipal client in registered)
            Assert.Equal(client, await reopened.FindClientAsync(client.Id, default));
        Assert.Equal(registered.Count, registered.Count == 0 ? 0 : directory.Read(File).Count(c => c == '\n'));
        Assert.Empty(_notices);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\n")]
    public async Task Line_ends_of_windows_and_empty_lines_are_read(string lineEnd)
    {
        _directory.Write(File, "\ufeff" + string.Join(lineEnd, Vector.SeedClient, Vector.Read("original_clients.txt").TrimEnd('\n').Replace("\n", lineEnd), ""));
        await using (SeedFileStore store = Open())
            Assert.True(await store.TryAddAsync(Principals.NewClient("late"), default));
        await using SeedFileStore reopened = Open();
        foreach (string name in (string[])["Michael Jackson", "alice", "Боб Žluťoučký", "quitter", "late"])
            Assert.False(await reopened.TryAddAsync(Principals.NewClient(name), default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r")]
    public async Task A_last_line_without_its_end_counts_and_the_next_client_gets_a_line_of_its_own(string end)
    {
        _directory.Write(File, Vector.SeedClient + end);
        ClientPrincipal late = Principals.NewClient("late");
        await using (SeedFileStore store = Open())
            Assert.True(await store.TryAddAsync(late, default));
        Assert.Equal(2, _directory.Read(File).Count(c => c == '\n'));
        await using SeedFileStore reopened = Open();
        Assert.Equal(late.Name, (await reopened.FindClientAsync(late.Id, default))!.Name);
        Assert.NotNull(await reopened.FindClientAsync(PrincipalId.Parse(Vector.SeedClient[..32]), default));
        Assert.Empty(_notices);
    }

    [Theory]
    [InlineData("fa8a3d1e: bob: HASH: 26/02/24_22:02:49", "an id is 32 hex digits")]
    [InlineData("HASH: bob: HASH: 26/02/24_22:02:49", "an id is 32 hex digits")]
    [InlineData("00000000000000000000000000000001: : HASH: 26/02/24_22:02:49", "must not be empty")]
    [InlineData("00000000000000000000000000000001: b\u0007b: HASH: 26/02/24_22:02:49", "must not contain a control character")]
    [InlineData("00000000000000000000000000000001: b:b: HASH: 26/02/24_22:02:49", "must not contain a colon")]
    [InlineData("00000000000000000000000000000001: bob: HAS: 26/02/24_22:02:49", "64 hex digits")]
    [InlineData("00000000000000000000000000000001: bob: HASH0: 26/02/24_22:02:49", "64 hex digits")]
    [InlineData("00000000000000000000000000000001: bob: HASH: 31/02/24_22:02:49", "dd/MM/yy_HH:mm:ss")]
    [InlineData("00000000000000000000000000000001: bob: HASH: 26/02/24 22:02:49", "dd/MM/yy_HH:mm:ss")]
    [InlineData("00000000000000000000000000000001: bob: HASH: 26/02/24_22:02:490", "dd/MM/yy_HH:mm:ss")]
    [InlineData("00000000000000000000000000000001: bob: HASH", "four fields; this one has 3")]
    [InlineData("00000000000000000000000000000001:bob:HASH:26/02/24_22:02:49", "four fields; this one has 1")]
    [InlineData("00000000000000000000000000000001: a: b: HASH: 26/02/24_22:02:49", "four fields; this one has 5")]
    [InlineData("fa8a3d1e99584c08ac58ba28c93e03c9: bob: HASH: 26/02/24_22:02:49", "an earlier line has this id")]
    [InlineData("00000000000000000000000000000001: Michael Jackson: HASH: 26/02/24_22:02:49", "an earlier line has this name")]
    public void A_line_that_makes_no_sense_is_named_and_left_alone(string line, string reason)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData("secret"u8));
        _directory.Write(File, $"{Vector.SeedClient}\n{line.Replace("HASH", hash)}\n{Vector.Read("original_clients.txt")}half a li");
        FileFormatException refusal = _directory.AssertRefused(File, 2, reason, () => Open());
        Assert.DoesNotContain(hash[..8], refusal.ToString());
        Assert.Empty(_notices);
        Assert.False(System.IO.File.Exists(_directory[File + ".torn"]));
    }

    [Fact]
    public void A_line_that_is_not_utf8_is_named_and_left_alone()
    {
        _directory.Write(File, [.. Encoding.UTF8.GetBytes(Vector.SeedClient), (byte)'\n', 0xC3, (byte)'\n']);
        _directory.AssertRefused(File, 2, "not UTF-8", () => Open());
    }

    [Fact]
    public async Task Whatever_byte_a_crash_cuts_the_file_at_whole_lines_survive_and_half_ones_are_put_aside()
    {
        string[] lines = Vector.Read("original_clients.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        byte[] whole = Encoding.UTF8.GetBytes(Vector.Read("original_clients.txt"));
        ClientPrincipal late = Principals.NewClient("late");
        for (int cut = 0; cut <= whole.Length; cut++)
        {
            using var directory = new WorkDirectory();
            directory.Write(File, whole[..cut]);
            var notices = new List<string>();
            await using (SeedFileStore store = SeedFileStore.Open(directory.Path, TimeProvider.System, notices.Add, TimeZoneInfo.Utc))
                Assert.True(await store.TryAddAsync(late, default));

            // A line that lacks nothing but its end is whole.
            string[] survivors = [.. lines.TakeWhile((_, i) => Encoding.UTF8.GetByteCount(string.Join('\n', lines.Take(i + 1))) <= cut)];
            int kept = Encoding.UTF8.GetByteCount(string.Concat(survivors.Select(line => line + "\n")));
            byte[] torn = kept < cut ? whole[kept..cut] : [];
            string[] after = directory.Read(File).Split('\n');
            Assert.Equal([.. survivors, after[^2], ""], after);
            Assert.StartsWith(late.Id.ToString(), after[^2]);
            Assert.Equal(torn.Length > 0, System.IO.File.Exists(directory[File + ".torn"]));
            Assert.Equal(torn.Length > 0 ? 1 : 0, notices.Count);
            if (torn.Length == 0)
                continue;
            Assert.Equal([.. torn, (byte)'\n'], directory.ReadBytes(File + ".torn"));
            Assert.StartsWith($"{directory[File]}:{survivors.Length + 1}: ", notices[0]);
            if (lines[survivors.Length].IndexOf(": ", 34, StringComparison.Ordinal) + 12 is var half && Encoding.UTF8.GetString(torn) is { } text && text.Length > half)
                Assert.DoesNotContain(text[(half - 10)..half], notices[0]);
        }
    }

    [Theory]
    [InlineData("half a li")]
    [InlineData("00000000000000000000000000000001, bob")]
    [InlineData("00000000000000000000000000000001: bob:4d4f")]
    [InlineData("00000000000000000000000000000001: bob: 4d4g")]
    [InlineData("00000000000000000000000000000001: bob: HASH, 26/02")]
    [InlineData("00000000000000000000000000000001: bob: HASH: 26-02-24")]
    [InlineData("00000000000000000000000000000001: bob: HASH: 26/02/24_22:02:490")]
    [InlineData("\0\0\0 00000000000000000000000000000001: bob")]
    public void A_last_line_that_no_crash_leaves_is_named_and_left_alone_although_it_has_no_end(string line)
    {
        _directory.Write(File, $"{Vector.SeedClient}\n{line.Replace("HASH", Convert.ToHexStringLower(SHA256.HashData("secret"u8)))}");
        _directory.AssertRefused(File, 2, "", () => Open());
        Assert.False(System.IO.File.Exists(_directory[File + ".torn"]));
    }

    [Theory]
    [InlineData("\0\0\0")]
    [InlineData("00000000000000000000000000000001: b\0\0\0\0")]
    public async Task A_last_line_that_a_crash_left_as_zeros_is_put_aside(string torn)
    {
        _directory.Write(File, $"{Vector.SeedClient}\n{torn}");
        await Open().DisposeAsync();
        Assert.Equal(Vector.SeedClient + "\n", _directory.Read(File));
        Assert.Equal(torn + "\n", _directory.Read(File + ".torn"));
    }

    [Theory]
    [InlineData("clients.txt")]
    [InlineData("services.json")]
    [InlineData("disabled.json")]
    public void A_directory_in_the_place_of_a_file_is_refused(string file)
    {
        Directory.CreateDirectory(_directory[file]);
        Assert.Contains(file, Assert.ThrowsAny<UnauthorizedAccessException>(() => Open()).Message);
    }

    [Fact]
    public async Task A_second_torn_line_does_not_overwrite_the_first()
    {
        foreach (string torn in (string[])["fa8a3d1e", "5df3b3bb4b214cb8ae6fb54cf2dd9146: sec"])
        {
            _directory.Write(File, $"{Vector.SeedClient}\n{torn}");
            await Open().DisposeAsync();
        }

        Assert.Equal("fa8a3d1e\n5df3b3bb4b214cb8ae6fb54cf2dd9146: sec\n", _directory.Read(File + ".torn"));
        Assert.Equal(Vector.SeedClient + "\n", _directory.Read(File));
    }

    public void Dispose() => _directory.Dispose();

    private SeedFileStore Open() => SeedFileStore.Open(_directory.Path, TimeProvider.System, _notices.Add, TimeZoneInfo.Utc);
}
