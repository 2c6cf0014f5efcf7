using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Transfer;

public sealed class SeedDirectoryTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task What_the_original_program_wrote_is_read(string lineEnd)
    {
        _directory.Write("clients.txt", Vector.Read("original_clients.txt").TrimEnd('\n').Replace("\n", lineEnd));
        _directory.Write("services.json", Vector.Read("original_services.json").Replace("\n", lineEnd).Replace("\"server_port\": 46111", "\"colour\": \"{}\", \"server_port\": 46111"));
        List<TransferredPrincipal> read = await ReadAsync(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal(["Printer 10", "Printer 20", "alice", "Боб Žluťoučký", "quitter"], read.Select(static one => one.Name.ToString()));
        Assert.Equal([2, 9, 1, 2, 3], read.Select(static one => one.Line));
        Assert.Equal(
            new ServicePrincipal(
                PrincipalId.Parse("56cb7cb063a04fa3ad09e387d7b32338"), new PrincipalName("Printer 10"),
                new KeyMaterial(Convert.FromBase64String("hylzLW9HMjMg17AKkXfvvhSR7hiM3zJlA2BipfpfazM=")), System.Net.IPEndPoint.Parse("127.0.0.1:36239")),
            read[0].Service);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 22, 57, 9, TimeSpan.Zero), read[2].Client!.LastSeen);
        Assert.False(File.Exists(_directory[".kdc.lock"]));
    }

    [Fact]
    public async Task What_our_own_KDC_disabled_stays_disabled()
    {
        ClientPrincipal ann = Principals.NewClient("ann"), bob = Principals.NewClient("bob");
        ServicePrincipal lobby = Principals.NewService("Lobby");
        await using (var store = SeedFileStore.Open(_directory.Path, TimeProvider.System, Assert.Fail, TimeZoneInfo.Utc))
        {
            Assert.True(await store.TryAddAsync(ann with { IsDisabled = true }, default));
            Assert.True(await store.TryAddAsync(bob, default));
            Assert.True(await store.TryAddAsync(lobby with { IsDisabled = true }, default));
        }

        List<TransferredPrincipal> read = await ReadAsync(TimeZoneInfo.Utc);
        Assert.Equal([lobby with { IsDisabled = true }], read.Select(static one => one.Service).OfType<ServicePrincipal>());
        Assert.Equal([ann with { IsDisabled = true }, bob], read.Select(static one => one.Client).OfType<ClientPrincipal>());
    }

    [Fact]
    public async Task A_directory_in_which_a_KDC_works_is_left_to_it()
    {
        await using var store = SeedFileStore.Open(_directory.Path, TimeProvider.System, Assert.Fail);
        await store.TryAddAsync(Principals.NewClient("ann"), default);
        Assert.Throws<DirectoryInUseException>(() => SeedDirectory.Open(_directory.Path, TimeZoneInfo.Utc, isOurs: false));
    }

    [Fact]
    public void A_directory_without_either_file_is_not_a_KDCs() =>
        Assert.Contains("neither clients.txt nor services.json", Assert.Throws<FileNotFoundException>(() => SeedDirectory.Open(_directory.Path, TimeZoneInfo.Utc, isOurs: false)).Message);

    [Theory]
    [InlineData("clients.txt", 2, "an id is 32 hex digits")]
    [InlineData("services.json", 3, "server_id_hex: an id is 32 hex digits")]
    public async Task A_line_that_makes_no_sense_is_named(string file, int line, string reason)
    {
        _directory.Write("clients.txt", Vector.Read("original_clients.txt"));
        _directory.Write("services.json", Vector.Read("original_services.json"));
        _directory.Write(file, _directory.Read(file).Replace("89cacc68", "xxxxxxxx").Replace("56cb7cb0", "xxxxxxxx"));
        var refusal = await Assert.ThrowsAsync<FileFormatException>(() => ReadAsync(TimeZoneInfo.Utc));
        Assert.Equal((_directory[file], line), (refusal.File, refusal.Line));
        Assert.Contains(reason, refusal.Reason);
    }

    [Fact]
    public async Task A_last_line_that_was_cut_off_is_a_fault_and_not_forgotten()
    {
        string text = Vector.Read("original_clients.txt");
        _directory.Write("clients.txt", text[..^40]);
        var refusal = await Assert.ThrowsAsync<FileFormatException>(() => ReadAsync(TimeZoneInfo.Utc));
        Assert.Equal(3, refusal.Line);
        Assert.Equal(text[..^40], _directory.Read("clients.txt"));
    }

    public void Dispose() => _directory.Dispose();

    private async Task<List<TransferredPrincipal>> ReadAsync(TimeZoneInfo zone)
    {
        using SeedDirectory directory = SeedDirectory.Open(_directory.Path, zone, isOurs: false);
        var read = new List<TransferredPrincipal>();
        await foreach (TransferredPrincipal principal in directory.ReadAsync(default))
            read.Add(principal);
        return read;
    }
}
