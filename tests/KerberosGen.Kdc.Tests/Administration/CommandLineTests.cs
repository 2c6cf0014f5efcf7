using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using KerberosGen.Storage;

namespace KerberosGen.Kdc.Tests.Administration;

/// <summary>What commands say, ask and refuse.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CommandLineTests
{
    private static readonly string[] Kdc = ["--kdc", "127.0.0.1:8000"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lists_and_acts_are_JSON_for_programs_and_columns_for_people(bool isRunning)
    {
        await using var site = new AdministeredSite();
        if (isRunning)
            await site.Apps.StartKdcAsync();
        JsonNode added = JsonNode.Parse(await site.DoAsync(["services", "add", "Žluť \"1\" \u202e", "--address", "127.0.0.1:5000", "-o", "s.json", "--json", .. Kdc]))!;
        await site.DoAsync(["services", "add", "Lobby", "--address", "198.51.100.104:50001", .. Kdc]);
        await site.DoAsync("services", "disable", "Lobby");
        await site.AddClientAsync("ann", "pw", Kdc);
        await site.AddClientAsync("Bérénice", "pw", [.. Kdc, "--json"]);
        await site.DoAsync("principals", "disable", "ann");

        Assert.Equal("add service", $"{added["verb"]} {added["kind"]}");
        Assert.Equal(site.FileOf("s.json"), added["file"]!.GetValue<string>());
        JsonArray services = JsonNode.Parse(await site.DoAsync("services", "list", "--json"))!.AsArray();
        Assert.Equal(["Žluť \"1\" \u202e", "Lobby"], services.Select(static s => s!["name"]!.GetValue<string>()));
        Assert.Equal(["127.0.0.1:5000", "198.51.100.104:50001"], services.Select(static s => s!["address"]!.GetValue<string>()));
        Assert.Equal([false, true], services.Select(static s => s!["disabled"]!.GetValue<bool>()));
        Assert.Equal(added["id"]!.GetValue<string>(), services[0]!["id"]!.GetValue<string>());
        JsonNode[] clients = [.. (await site.DoAsync("principals", "list", "--json")).Split('\n').Select(static line => JsonNode.Parse(line)!)];
        Assert.Equal(["ann", "Bérénice"], clients.Select(static c => c["name"]!.GetValue<string>()));
        Assert.Equal([true, false], clients.Select(static c => c["disabled"]!.GetValue<bool>()));
        Assert.All(clients, static c => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", c["last_seen"]!.GetValue<string>()));
        Assert.All(clients, static c => Assert.InRange(c["last_seen"]!.GetValue<DateTimeOffset>(), DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow));

        string[] table = (await site.DoAsync("services", "list")).Split('\n');
        Assert.Equal("ID                                ADDRESS                STATE     NAME", table[0]);
        Assert.Equal($"{services[0]!["id"]}  127.0.0.1:5000         enabled   Žluť \"1\" \\u202e", table[1]);
        Assert.Equal($"{services[1]!["id"]}  198.51.100.104:50001   disabled  Lobby", table[2]);
        table = (await site.DoAsync("principals", "list")).Split('\n');
        Assert.Equal("ID                                LAST SEEN (UTC)      STATE     NAME", table[0]);
        Assert.Matches($@"^{clients[0]["id"]}  \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d  disabled  ann$", table[1]);
    }

    [Fact]
    public async Task Check_tells_rooms_that_are_there_from_those_that_are_not()
    {
        await using var site = new AdministeredSite();
        await site.Apps.StartKdcAsync();
        await site.Apps.StartRoomsAsync("rooms", ["Printer 10"]);
        Assert.Contains("reachable  Printer 10", await site.DoAsync("services", "list", "--check"), StringComparison.Ordinal);
        await site.DoAsync("services", "add", "Gone", "--address", $"127.0.0.1:{AppSite.FreePort()}");

        AppProcess list = await site.RunAsync("services", "list", "--check", "--json");
        Assert.Equal(1, await list.ExitAsync());
        Assert.Equal(["reachable", "refused"], JsonNode.Parse(list.Output.Text)!.AsArray().Select(static s => s!["check"]!.GetValue<string>()));
        Assert.DoesNotContain("check", await site.DoAsync("services", "list", "--json"), StringComparison.Ordinal);

        // Clients are not told of it, so nobody misses it.
        await site.DoAsync("services", "disable", "Gone");
        Assert.Contains("refused    Gone", await site.DoAsync("services", "list", "--check"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("principals")]
    [InlineData("services")]
    public async Task Nothing_is_removed_without_a_yes(string kind)
    {
        await using var site = new AdministeredSite();
        Assert.Equal(
            $"There is no terminal to ask whether to remove {(kind == "services" ? "service" : "client")} \"ann\": --yes says so.",
            await site.FailAsync(2, kind, "remove", "ann"));
        Assert.Empty(site.Audit);
    }

    [Theory]
    [InlineData("principals", "remove", "nobody", "--yes")]
    [InlineData("principals", "disable", "nobody")]
    [InlineData("principals", "enable", "nobody")]
    [InlineData("services", "remove", "nobody", "--yes")]
    [InlineData("services", "disable", "nobody")]
    [InlineData("services", "rekey", "nobody", "--kdc", "127.0.0.1:8000")]
    [InlineData("services", "address", "nobody", "127.0.0.1:5000")]
    public async Task Who_is_not_there_is_said_not_to_be(params string[] arguments)
    {
        await using var site = new AdministeredSite();
        string word = arguments[0] == "services" ? "service" : "client";
        Assert.Equal($"There is no {word} \"nobody\": 'kdc {arguments[0]} list' names those there are.", await site.FailAsync(1, arguments));
        Assert.Equal("refused", site.Audit[^1]["outcome"]!.GetValue<string>());
        Assert.Empty(Directory.GetFiles(site.Apps.DirectoryOf("admin")));
    }

    [Theory]
    [InlineData("A name must not contain a colon.", "principals", "disable", "a:b")]
    [InlineData("Clients cannot be sent to 0.0.0.0:80: a service has the IPv4 address of one machine and a port from 1 to 65535.", "services", "address", "x", "0.0.0.0:80")]
    [InlineData("--address: '127.0.0.1' is not an address and a port such as 127.0.0.1:8000.", "services", "add", "x", "--address", "127.0.0.1")]
    [InlineData("--kdc: 'here' is not an address and a port such as 127.0.0.1:8000.", "principals", "add", "x", "--kdc", "here")]
    [InlineData("Option '--address' is required.", "services", "add", "x")]
    [InlineData("--random-password and --password-stdin do not go together.", "principals", "add", "x", "--random-password", "--password-stdin")]
    public async Task A_command_line_that_makes_no_sense_changes_nothing(string complaint, params string[] arguments)
    {
        await using var site = new AdministeredSite();
        Assert.Equal(complaint, (await site.FailAsync(2, arguments)).Split('\n')[0]);
        Assert.Empty(Directory.GetFileSystemEntries(site.KdcDirectory));
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_replaced_unless_told_so_and_nothing_is_done()
    {
        await using var site = new AdministeredSite();
        await File.WriteAllTextAsync(site.FileOf("Lobby.room.json"), "precious");
        string[] add = ["services", "add", "Lobby", "--address", "127.0.0.1:5000", .. Kdc];
        Assert.Equal(
            $"{site.FileOf("Lobby.room.json")} is there already, and nothing was done: --output names another file, --force replaces it.",
            await site.FailAsync(1, add));
        Assert.Equal("precious", await File.ReadAllTextAsync(site.FileOf("Lobby.room.json")));
        Assert.Empty(site.Audit);
        Assert.Contains("cannot be made, and nothing was done", await site.FailAsync(1, [.. add, "-o", "no/where.json"]), StringComparison.Ordinal);

        await site.DoAsync([.. add, "--force"]);
        Assert.Equal("Lobby", EnrolmentFile.Read(site.FileOf("Lobby.room.json")).Name.ToString());
        Assert.Equal([site.FileOf("Lobby.room.json")], Directory.GetFiles(site.Apps.DirectoryOf("admin")));
    }

    [Theory]
    [InlineData("../../etc/passwd", "etc-passwd.client.json")]
    [InlineData("-rf /", "rf--.client.json")]
    [InlineData(".hidden", "hidden.client.json")]
    [InlineData("..", "client.json")]
    [InlineData("Žluť 1", "lu--1.client.json")]
    public void A_files_name_never_leaves_the_directory_nor_looks_like_an_option(string name, string file) =>
        Assert.Equal(file, EnrolmentOutput.DefaultName(name, PrincipalKind.Client));

    [Fact]
    public async Task A_reader_who_has_seen_enough_is_not_complained_of()
    {
        await using var site = new AdministeredSite();
        string hash = new('a', 64);
        string clients = Path.Combine(site.KdcDirectory, "clients.txt");
        await File.WriteAllLinesAsync(
            clients, Enumerable.Range(1, 20_000).Select(n => $"{n:x32}: client {n}: {hash}: 26/02/24_22:02:49"));
        File.SetUnixFileMode(clients, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (string format in (string[])["", "--json"])
        {
            var start = new ProcessStartInfo("bash", ["-c", $"set -o pipefail; '{Apps.PathOf("kdc")}' principals list {format} --data '{site.KdcDirectory}' | head -n 2"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process shell = Process.Start(start)!;
            Task<string> errors = shell.StandardError.ReadToEndAsync();
            Assert.Contains("client 1", await shell.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
            Assert.Equal("", await errors);
            await shell.WaitForExitAsync();
            Assert.Equal(0, shell.ExitCode);
        }
    }
}
