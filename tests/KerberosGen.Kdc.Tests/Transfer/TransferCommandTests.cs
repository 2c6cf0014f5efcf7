using System.Globalization;
using System.Text.Json;
using KerberosGen.Kdc.Tests.Operations;
using KerberosGen.Storage;
using KerberosGen.Storage.Tests;

namespace KerberosGen.Kdc.Tests.Transfer;

/// <summary><c>kdc export</c> and <c>kdc import</c>, as they are typed.</summary>
public sealed class TransferCommandTests
{
    private static readonly string[] Sqlite = ["--store", "sqlite"];

    [Fact]
    public async Task A_KDC_that_runs_gives_its_dump_and_takes_one()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await site.RegisterAsync("ann", "qwer1234");
        AppProcess export = site.Start("kdc", "admin", "export", "--data", site.DirectoryOf("kdc"), "-o", "dump");
        Assert.True(await export.ExitAsync() == 0, export.Errors.Text);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(site.FileOf("admin", "dump")));

        // Into a store that nobody serves, and from there into the running KDC, which has ann already.
        AppProcess import = site.Start("kdc", "admin", "import", "dump", "--data", site.DirectoryOf("other"));
        Assert.True(await import.ExitAsync() == 0, import.Errors.Text);
        Assert.Equal("Imported dump: 1 added, 0 updated, 0 skipped.", import.Output.Text);
        AppProcess again = site.Start("kdc", "admin", "import", "dump", "--data", site.DirectoryOf("kdc"));
        Assert.True(await again.ExitAsync() == 0, again.Errors.Text);
        Assert.Equal("Imported dump through the running KDC: 0 added, 0 updated, 1 skipped.", again.Output.Text);

        await WriteAsync(site.FileOf("admin", "more"), await Dumps.OfAsync([], [Principals.NewClient("bob"), Principals.NewClient("eve")]));
        AppProcess more = site.Start("kdc", "admin", "import", "more", "--data", site.DirectoryOf("kdc"));
        Assert.True(await more.ExitAsync() == 0, more.Errors.Text);
        AppProcess list = site.Start("kdc", "admin", "principals", "list", "--data", site.DirectoryOf("kdc"));
        Assert.Equal(0, await list.ExitAsync());
        Assert.Contains("eve", list.Output.Text, StringComparison.Ordinal);
        Assert.Equal(["export done", "import done", "import done"], await ActsOfAsync(site, "kdc"));
        Assert.Equal(["import done"], await ActsOfAsync(site, "other"));
    }

    [Fact]
    public async Task Standard_output_holds_the_dump_alone()
    {
        await using var site = new AppSite();
        Assert.Equal(0, await site.Start("kdc", "kdc", "import", await RecordedDirectoryAsync(site), "--time-zone", "UTC").ExitAsync());
        AppProcess export = site.Start("kdc", "kdc", "export");
        Assert.True(await export.ExitAsync() == 0, export.Errors.Text);
        Assert.Equal(7, export.Output.Lines.Count);
        Assert.StartsWith("{\"kind\":\"end\",\"services\":2,\"clients\":3,", export.Output.Lines[^1], StringComparison.Ordinal);
        Assert.Equal("", export.Errors.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_disk_behind_standard_output_is_a_sentence(bool isRunning)
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync();
        await site.RegisterAsync("ann", "qwer1234");
        if (!isRunning)
            await kdc.StopAsync();
        await using WatchedKdc export = WatchedKdc.StartProgram(
            site.DirectoryOf("kdc"), "/bin/bash", ["-c", "exec \"$0\" export >/dev/full", Apps.PathOf("kdc")]);
        Assert.Equal(1, await export.ExitAsync());
        Assert.Equal("No space left on device", export.Errors.Text);
    }

    [Theory]
    [InlineData("files")]
    [InlineData("sqlite")]
    public async Task A_client_of_the_original_program_opens_its_encrypted_key_after_the_move(string store)
    {
        await using var site = new AppSite();
        AppProcess import = site.Start("kdc", "kdc", "import", await RecordedDirectoryAsync(site), "--time-zone", "UTC", "--store", store);
        Assert.True(await import.ExitAsync() == 0, import.Errors.Text);
        Assert.Contains("5 added, 0 updated, 0 skipped.", import.Output.Text, StringComparison.Ordinal);
        await site.StartKdcAsync("--store", store, "--layout", "original");
        await File.WriteAllTextAsync(site.FileOf("alice", "me.info"), "alice\ndab61daeccff40a9ae6e739dd3afcd5e\n");
        // The client opens the key with its password's hash; a wrong one is told from a right one by the nonce inside.
        AppProcess ticket = site.StartClient("alice", "Wonderland-1865", "ticket", "Printer 20");
        Assert.True(await ticket.ExitAsync() == 0, ticket.Errors.Text);
        Assert.Equal("Got a ticket to Printer 20 (161 bytes, original)", ticket.Output.Text);
        AppProcess wrong = site.StartClient("alice", "wonderland-1865", "ticket", "Printer 20");
        Assert.Equal(1, await wrong.ExitAsync());
    }

    [Fact]
    public async Task A_dump_that_is_cut_at_any_line_imports_nothing()
    {
        await using var site = new AppSite();
        byte[] dump = await Dumps.OfAsync([Principals.NewService("Lobby")], Enumerable.Range(0, 8).Select(static i => Principals.NewClient($"client {i}")));
        string file = site.FileOf("admin", "dump"), data = Path.Combine(site.DirectoryOf("admin"), "data");
        for (int end = Array.IndexOf(dump, (byte)'\n'); end < dump.Length - 1; end = Array.IndexOf(dump, (byte)'\n', end + 1))
        {
            await WriteAsync(file, dump[..(end + 1)]);
            var refusal = await Assert.ThrowsAsync<FileFormatException>(
                () => new ImportRun(file, ImportMode.Refuse, TimeZoneInfo.Utc).RunAsync(new StoreChoice(data, "files", null), default));
            Assert.Contains("the dump was cut off behind this line", refusal.Message, StringComparison.Ordinal);
            Assert.False(Path.Exists(data));
        }
    }

    [Fact]
    public async Task A_conflict_is_exit_1_by_file_and_line_and_nothing_is_imported()
    {
        await using var site = new AppSite();
        string directory = await RecordedDirectoryAsync(site);
        Assert.Equal(0, await site.Start("kdc", "kdc", "import", directory).ExitAsync());
        string file = Path.Combine(directory, "clients.txt");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("65dd99c704ab4f729ce07df230c7318a: quitter", "05dd99c704ab4f729ce07df230c7318a: quitter", StringComparison.Ordinal)
            + "\nfa8a3d1e99584c08ac58ba28c93e03c9: Michael Jackson: 4d4f26369171994f3a46776ee2d88494fb9955800a5bb6261c016c4bb9f30b56: 26/02/24_22:02:49\n");
        string before = await File.ReadAllTextAsync(site.FileOf("kdc", "clients.txt"));
        AppProcess import = site.Start("kdc", "kdc", "import", directory);
        Assert.Equal(1, await import.ExitAsync());
        Assert.Equal(
            [
                $"{file}:3: the client \"quitter\" is there with another id.",
                "Nothing was imported. --update lets the file win, --skip-existing the store.",
            ],
            import.Errors.Lines);
        Assert.Equal(before, await File.ReadAllTextAsync(site.FileOf("kdc", "clients.txt")));
        Assert.Equal(["import done"], await ActsOfAsync(site, "kdc"));
        AppProcess skipping = site.Start("kdc", "kdc", "import", directory, "--skip-existing");
        Assert.True(await skipping.ExitAsync() == 0, skipping.Errors.Text);
        Assert.EndsWith("1 added, 0 updated, 5 skipped.", skipping.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_makes_no_sense_on_the_command_line_is_exit_2()
    {
        await using var site = new AppSite();
        string directory = await RecordedDirectoryAsync(site);
        AppProcess itself = site.Start("kdc", "admin", "import", directory, "--data", directory);
        Assert.Equal(2, await itself.ExitAsync());
        Assert.Contains("is the store itself", itself.Errors.Text, StringComparison.Ordinal);
        AppProcess both = site.Start("kdc", "admin", "import", directory, "--update", "--skip-existing");
        Assert.Equal(2, await both.ExitAsync());
        Assert.Contains("exclude each other", both.Errors.Text, StringComparison.Ordinal);
        AppProcess missing = site.Start("kdc", "admin", "import", "nothing");
        Assert.Equal(1, await missing.ExitAsync());
        Assert.Contains("there is no such file or directory", missing.Errors.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_clients_move_within_sixty_four_MiB_and_an_interrupted_import_goes_on()
    {
        const int Count = 100_000;
        await using var site = new AppSite();
        string file = site.FileOf("admin", "dump");
        byte[] dump = await Dumps.OfAsync([], Enumerable.Range(0, Count).Select(static i => Principals.NewClient($"client {i}")));
        await WriteAsync(file, dump);

        string kdc = await ImportHalfAsync(site, file);
        using var second = new LimitedApp("kdc", site.DirectoryOf(kdc), ["import", file, .. Sqlite]);
        Assert.True(await second.ExitAsync() == 0, await second.ErrorsAsync());
        string said = await second.OutputAsync();
        int added = int.Parse(said.Split(' ')[2], CultureInfo.InvariantCulture);
        Assert.InRange(added, 1, Count - 1);
        Assert.EndsWith($": {added} added, 0 updated, {Count - added} skipped.\n", said, StringComparison.Ordinal);

        using var export = new LimitedApp("kdc", site.DirectoryOf(kdc), ["export", "-o", "exported", .. Sqlite]);
        Assert.True(await export.ExitAsync() == 0, await export.ErrorsAsync());
        Assert.Equal(dump, await File.ReadAllBytesAsync(site.FileOf(kdc, "exported")));
    }

    /// <summary>Interrupts an import in its middle. On a busy machine the signal may come too late: then another directory is tried.</summary>
    /// <returns>The directory.</returns>
    private static async Task<string> ImportHalfAsync(AppSite site, string file)
    {
        const int Attempts = 10;
        for (int attempt = 1; ; attempt++)
        {
            string directory = string.Create(CultureInfo.InvariantCulture, $"kdc{attempt}"), log = site.FileOf(directory, "kdc.db-wal");
            using var import = new LimitedApp("kdc", site.DirectoryOf(directory), ["import", file, .. Sqlite]);
            while (!import.HasExited && !(File.Exists(log) && new FileInfo(log).Length > 200_000))
                await Task.Delay(5);
            if (!import.HasExited)
                import.Interrupt();
            int status = await import.ExitAsync();
            if (status == 130)
                return directory;
            Assert.True(status == 0 && attempt < Attempts, await import.ErrorsAsync());
        }
    }

    private static async Task<string> RecordedDirectoryAsync(AppSite site)
    {
        string directory = site.DirectoryOf("original");
        foreach (string name in (string[])["clients.txt", "services.json"])
        {
            await using Stream recorded = typeof(TransferCommandTests).Assembly.GetManifestResourceStream($"original_{name}")!;
            await using FileStream copy = File.Create(Path.Combine(directory, name));
            await recorded.CopyToAsync(copy);
        }

        return directory;
    }

    /// <summary>Writes a file that only its owner may read.</summary>
    private static Task WriteAsync(string file, byte[] bytes) => DumpFile.WriteAsync(file, stream => stream.WriteAsync(bytes).AsTask());

    /// <summary>The transfers that an audit log tells of, with their ends.</summary>
    private static async Task<string[]> ActsOfAsync(AppSite site, string directory) =>
    [
        .. (await File.ReadAllLinesAsync(site.FileOf(directory, "audit.log"))).Select(static line => JsonDocument.Parse(line).RootElement)
            .Where(static act => act.GetProperty("kind").GetString() == "database" && act.GetProperty("outcome").GetString() != "begun")
            .Select(static act => $"{act.GetProperty("verb").GetString()} {act.GetProperty("outcome").GetString()}"),
    ];

    private static UnixFileMode ModeOf(string file) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(file);
}
