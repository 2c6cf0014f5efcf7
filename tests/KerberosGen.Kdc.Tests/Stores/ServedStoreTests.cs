using System.Globalization;
using KerberosGen.Databases.Tests;
using KerberosGen.Kdc.Tests.Operations;

namespace KerberosGen.Kdc.Tests.Stores;

/// <summary>KDCs that serve from a database.</summary>
public sealed class ServedStoreTests : IAsyncLifetime
{
    private const string Secret = "s3cret-word";

    private readonly AppSite _site = new();

    [Fact]
    public async Task A_kdc_on_sqlite_has_everyone_again_after_a_restart_and_says_what_it_made()
    {
        string here = _site.DirectoryOf("kdc");
        await using (WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here, "--store", "sqlite"))
        {
            await kdc.ComplainsAsync("made with a new master key");
            Assert.Equal(0, await RegisterAsync("anne", kdc));
            await kdc.StopAsync();
        }

        Assert.Equal([".kdc.lock", "kdc.db", "master.key"], Directory.GetFiles(here).Select(Path.GetFileName).Where(static file => file is ".kdc.lock" or "kdc.db" or "master.key").Order(StringComparer.Ordinal));
        await using (WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here, "--store", "sqlite"))
        {
            Assert.NotEqual(0, await RegisterAsync("anne", kdc, "elsewhere"));
            Assert.Equal(0, await RegisterAsync("bob", kdc));
            await kdc.StopAsync();
        }

        File.Delete(Path.Combine(here, "master.key"));
        await using WatchedKdc without = WatchedKdc.Start(here, ["--store", "sqlite", "-p", "0"]);
        Assert.Equal(1, await without.ExitAsync());
        Assert.Contains("master.key: the stash file is missing, but the keys in ", without.Errors.Text);
    }

    [Fact]
    public async Task A_kdc_without_the_store_of_the_last_time_does_not_begin_anew_unasked()
    {
        string here = _site.DirectoryOf("kdc");
        await using (WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here, "--store", "sqlite"))
            await kdc.StopAsync();
        await using WatchedKdc other = WatchedKdc.Start(here, ["-p", "0"]);
        Assert.Equal(1, await other.ExitAsync());
        Assert.Contains("holds kdc.db and no clients.txt: say --store sqlite", other.Errors.Text);
        Assert.False(File.Exists(Path.Combine(here, "clients.txt")));
    }

    [Fact]
    public async Task Two_kdcs_on_one_postgresql_know_the_same_people()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string store = await server.NewDatabaseAsync() + ";Password=" + Secret;
        string stash = Path.Combine(_site.DirectoryOf("both"), "master.key");
        await using WatchedKdc first = WatchedKdc.Start(_site.DirectoryOf("first"), ["--stash", stash, "-p", "0", "-d"], ("KERBEROSGEN_STORE", store));
        await using WatchedKdc second = WatchedKdc.Start(_site.DirectoryOf("second"), ["--stash", stash, "-p", "0", "-d"], ("KERBEROSGEN_STORE", store));
        await first.ReadyAsync();
        await second.ReadyAsync();
        Assert.Equal(0, await RegisterAsync("anne", first));
        Assert.NotEqual(0, await RegisterAsync("anne", second, "elsewhere"));
        Assert.Equal(0, await RegisterAsync("bob", second));

        // The database goes away under both and comes back: they say so, and go on.
        await server.StopAsync(isCrash: true);
        Assert.NotEqual(0, await RegisterAsync("carol", first));
        await first.ComplainsAsync($"on 127.0.0.1:{server.Port} does not answer: ");
        await server.StartAgainAsync();
        Assert.Equal(0, await RegisterAsync("carol", first));
        Assert.NotEqual(0, await RegisterAsync("carol", second, "elsewhere"));
        await first.StopAsync();
        await second.StopAsync();
        Assert.DoesNotContain(Secret, first.Output.Text + first.Errors.Text + second.Output.Text + second.Errors.Text);
    }

    [Fact]
    public async Task The_password_comes_from_the_file_that_PGPASSFILE_names()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string store = await server.NewGuardedDatabaseAsync(Secret), here = _site.DirectoryOf("kdc");
        string passwords = Path.Combine(here, "pgpass");
        await using (WatchedKdc lost = WatchedKdc.Start(here, ["--store", store, "-p", "0"], ("PGPASSFILE", passwords)))
        {
            Assert.Equal(1, await lost.ExitAsync());
            Assert.Contains($"on 127.0.0.1:{server.Port}: Could not find file '{passwords}'.", lost.Errors.Text);
        }

        await File.WriteAllTextAsync(passwords, "");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(passwords, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using (WatchedKdc without = WatchedKdc.Start(here, ["--store", store, "-p", "0"], ("PGPASSFILE", passwords)))
        {
            Assert.Equal(1, await without.ExitAsync());
            Assert.Contains("Put it into the file that PGPASSFILE names", without.Errors.Text);
        }

        await File.WriteAllTextAsync(passwords, $"127.0.0.1:{server.Port}:*:{PostgresServer.Guarded}:{Secret}\n");
        await using WatchedKdc kdc = WatchedKdc.Start(here, ["--store", store, "-p", "0"], ("PGPASSFILE", passwords));
        await kdc.ReadyAsync();
        Assert.Equal(0, await RegisterAsync("anne", kdc));
        await kdc.StopAsync();
        Assert.DoesNotContain(Secret, kdc.Output.Text + kdc.Errors.Text);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _site.DisposeAsync().AsTask();

    private async Task<int> RegisterAsync(string name, WatchedKdc kdc, string? directory = null)
    {
        await using AppProcess client = AppProcess.Start(
            "client", _site.DirectoryOf(directory ?? name), "qwer1234",
            "register", "-un", name, "-p", kdc.EndPoint.Port.ToString(CultureInfo.InvariantCulture));
        return await client.ExitAsync();
    }
}
