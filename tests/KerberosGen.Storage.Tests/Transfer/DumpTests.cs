using System.Text;
using FsCheck.Xunit;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Transfer;

public sealed class DumpTests : IDisposable
{
    private const string File = "dump";

    private static readonly ClientPrincipal Ann = new(
        PrincipalId.Parse("dab61daeccff40a9ae6e739dd3afcd5e"), new PrincipalName("ann"),
        new KeyMaterial(Convert.FromBase64String("Y41vLaoRJ9B1U0UOd5NOU3ox8NWsF3pKaNjOsRJHK1Y=")), new DateTimeOffset(2026, 11, 22, 23, 57, 9, 750, TimeSpan.Zero), IsDisabled: true);

    private static readonly ServicePrincipal Lobby = new(
        PrincipalId.Parse("56cb7cb063a04fa3ad09e387d7b32338"), new PrincipalName("Lobby \"1\""),
        new KeyMaterial(Convert.FromBase64String("Y41vLaoRJ9B1U0UOd5NOU3ox8NWsF3pKaNjOsRJHK1Y=")), System.Net.IPEndPoint.Parse("127.0.0.1:36239"));

    private readonly WorkDirectory _directory = new();

    [Fact]
    public async Task A_dump_is_lines_of_JSON_with_the_number_and_the_digest_of_them_at_its_end()
    {
        await WriteAsync([Lobby], [Ann]);
        string[] lines = _directory.Read(File).Split('\n');
        Assert.Equal(
            [
                """{"format":"kerberosgen-dump-1"}""",
                """{"kind":"service","id":"56cb7cb063a04fa3ad09e387d7b32338","name":"Lobby \"1\"","key":"Y41vLaoRJ9B1U0UOd5NOU3ox8NWsF3pKaNjOsRJHK1Y=","address":"127.0.0.1:36239","disabled":false}""",
                """{"kind":"client","id":"dab61daeccff40a9ae6e739dd3afcd5e","name":"ann","key":"Y41vLaoRJ9B1U0UOd5NOU3ox8NWsF3pKaNjOsRJHK1Y=","last_seen":"2026-11-22T23:57:09Z","disabled":true}""",
            ],
            lines[..3]);
        Assert.Matches("^\\{\"kind\":\"end\",\"services\":1,\"clients\":1,\"sha256\":\"[0-9a-f]{64}\"\\}$", lines[3]);
        Assert.Equal("", lines[4]);
        Assert.Equal(5, lines.Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf(File));
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public async Task What_a_dump_gives_is_what_was_written(ServicePrincipal[] services, ClientPrincipal[] clients, bool isDisabled)
    {
        services = Array.ConvertAll(services, service => service with { IsDisabled = isDisabled });
        clients = Array.ConvertAll(clients, client => client with { IsDisabled = !isDisabled });
        using var stream = new MemoryStream();
        await WriteAsync(stream, services, clients);
        stream.Position = 0;
        List<TransferredPrincipal> read = await ReadAsync(DumpReader.ReadAsync(stream, File, default));
        Assert.Equal(services, read.Select(static one => one.Service).OfType<ServicePrincipal>());
        Assert.Equal(clients, read.Select(static one => one.Client).OfType<ClientPrincipal>());
        Assert.Equal(Enumerable.Range(2, read.Count), read.Select(static one => one.Line));
    }

    [Fact]
    public async Task A_dump_that_is_cut_anywhere_is_none()
    {
        await WriteAsync([Lobby], [Ann, Ann with { Name = new PrincipalName("bob") }]);
        byte[] whole = _directory.ReadBytes(File);
        // The last line is all there without its end.
        for (int size = 0; size < whole.Length - 1; size++)
        {
            using var cut = new MemoryStream(whole, 0, size);
            await Assert.ThrowsAsync<FileFormatException>(() => ReadAsync(DumpReader.ReadAsync(cut, File, default)));
        }

        using var withoutEnd = new MemoryStream(whole, 0, whole.Length - 1);
        Assert.Equal(3, (await ReadAsync(DumpReader.ReadAsync(withoutEnd, File, default))).Count);
    }

    [Fact]
    public async Task A_dump_that_passed_through_an_editor_of_Windows_is_still_whole()
    {
        await WriteAsync([Lobby], [Ann]);
        _directory.Write(File, "\ufeff" + _directory.Read(File).Replace("\n", "\r\n"));
        Assert.Equal(2, (await ReadFileAsync()).Count);
    }

    [Theory]
    [InlineData("kerberosgen-dump-1", "kerberosgen-dump-2", 1, "format: this program reads kerberosgen-dump-1")]
    [InlineData("{\"format\":\"kerberosgen-dump-1\"}", "[]", 1, "an object must stand here")]
    [InlineData("{\"format\":\"kerberosgen-dump-1\"}", "{}", 1, "this is no dump")]
    [InlineData("\"kind\":\"service\"", "\"kind\":\"room\"", 2, "service, client or end must stand here")]
    [InlineData("\"kind\":\"service\"", "\"kind\":\"client\"", 2, "no such field")]
    [InlineData("\"key\":\"Y41v", "\"key\":\"4Y41v", 2, "A key is 32 bytes in base64")]
    [InlineData("127.0.0.1:36239", "127.0.0.1:0", 2, "address: an address and a port")]
    [InlineData("36239\",\"disabled\":false", "36239\"", 2, "true or false must stand here")]
    [InlineData("\"name\":\"ann\"", "\"name\":\"a:b\"", 3, "must not contain a colon")]
    [InlineData("\"name\":\"ann\"", "\"name\":\"ann\",\"name\":\"ann\"", 3, "the object has this field already")]
    [InlineData("2026-11-22T23:57:09Z", "22/11/26_23:57:09", 3, "a time such as")]
    [InlineData("2026-11-22T23:57:09Z", "2025-11-22T23:57:09Z", 4, "sha256: a line of the dump is not as it was written")]
    [InlineData("\"clients\":1", "\"clients\":2", 4, "1 services and 1 clients are left")]
    public async Task A_line_that_makes_no_sense_is_named(string text, string replacement, int line, string reason)
    {
        await WriteAsync([Lobby], [Ann]);
        Assert.Contains(text, _directory.Read(File));
        _directory.Write(File, _directory.Read(File).Replace(text, replacement));
        var refusal = await Assert.ThrowsAsync<FileFormatException>(ReadFileAsync);
        Assert.Contains(reason, refusal.Reason);
        Assert.Equal(line, refusal.Line);
        Assert.DoesNotContain("Y41v", refusal.ToString());
    }

    [Fact]
    public async Task Nothing_stands_behind_the_end()
    {
        await WriteAsync([], []);
        _directory.Write(File, _directory.Read(File) + "{}\n");
        var refusal = await Assert.ThrowsAsync<FileFormatException>(ReadFileAsync);
        Assert.Equal((3, "there is a line behind the dump's end"), (refusal.Line, refusal.Reason));
    }

    [Fact]
    public async Task A_line_without_an_end_is_not_kept_in_memory()
    {
        using var endless = new MemoryStream(Encoding.UTF8.GetBytes("{\"format\":\"kerberosgen-dump-1\"}\n" + new string('x', 1 << 20)));
        var refusal = await Assert.ThrowsAsync<FileFormatException>(() => ReadAsync(DumpReader.ReadAsync(endless, File, default)));
        Assert.Equal((2, "the line has more than 4096 bytes"), (refusal.Line, refusal.Reason));
        Assert.True(endless.Position < 200_000);
    }

    [Fact]
    public async Task A_dump_that_others_may_read_is_refused()
    {
        await WriteAsync([], [Ann]);
        _directory.SetMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<IOException>(() => DumpFile.Open(_directory[File])).Message);
    }

    [Fact]
    public async Task A_dump_that_fails_leaves_the_old_one()
    {
        _directory.Write(File, "old");
        await Assert.ThrowsAsync<TimeoutException>(() => DumpFile.WriteAsync(_directory[File], async stream =>
        {
            await stream.WriteAsync("new"u8.ToArray());
            throw new TimeoutException();
        }));
        Assert.Equal("old", _directory.Read(File));
        Assert.Equal([_directory[File]], Directory.GetFiles(_directory.Path));
    }

    [Theory]
    [InlineData(false, "line 3 has this name already")]
    [InlineData(true, "line 3 has this id already")]
    public async Task A_principal_that_is_there_twice_is_named(bool isId, string reason)
    {
        ClientPrincipal other = Principals.NewClient("other"), twin = Principals.NewClient("twin");
        other = isId ? other with { Id = twin.Id } : other with { Name = twin.Name };
        // A service may have a client's name.
        await WriteAsync([Lobby with { Name = twin.Name }], [twin, Ann, other]);
        using DumpFile dump = DumpFile.Open(_directory[File]);
        var repeated = new RepeatedPrincipals();
        (await ReadAsync(dump.ReadAsync(default))).ForEach(repeated.Add);
        var refusal = await Assert.ThrowsAsync<FileFormatException>(() => repeated.CheckAsync(dump, default));
        Assert.Equal((5, reason), (refusal.Line, refusal.Reason));
    }

    public void Dispose() => _directory.Dispose();

    private static async Task WriteAsync(Stream stream, IEnumerable<ServicePrincipal> services, IEnumerable<ClientPrincipal> clients)
    {
        using var dump = new DumpWriter(stream);
        foreach (ServicePrincipal service in services)
            await dump.WriteAsync(service, default);
        foreach (ClientPrincipal client in clients)
            await dump.WriteAsync(client, default);
        await dump.CompleteAsync(default);
    }

    private static async Task<List<TransferredPrincipal>> ReadAsync(IAsyncEnumerable<TransferredPrincipal> principals)
    {
        var read = new List<TransferredPrincipal>();
        await foreach (TransferredPrincipal principal in principals)
            read.Add(principal);
        return read;
    }

    private Task WriteAsync(ServicePrincipal[] services, ClientPrincipal[] clients) =>
        DumpFile.WriteAsync(_directory[File], stream => WriteAsync(stream, services, clients));

    private async Task<List<TransferredPrincipal>> ReadFileAsync()
    {
        using DumpFile dump = DumpFile.Open(_directory[File]);
        return await ReadAsync(dump.ReadAsync(default));
    }
}
