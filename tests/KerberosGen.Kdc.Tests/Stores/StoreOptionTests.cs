using KerberosGen.Kdc.Tests.Operations;

namespace KerberosGen.Kdc.Tests.Stores;

public sealed class StoreOptionTests : IDisposable
{
    private const string Secret = "s3cret-word";

    private readonly KdcDirectory _here = new();

    [Theory]
    [InlineData("postgres:Host=127.0.0.1;Database=kdc;Username=kdc;Password=" + Secret)]
    [InlineData("postgres://kdc:" + Secret + "@127.0.0.1/kdc")]
    public async Task A_password_in_the_argument_list_is_refused_with_where_it_belongs(string store)
    {
        foreach (string[] command in (string[][])[[], ["principals", "list"]])
        {
            await using WatchedKdc kdc = WatchedKdc.Start(_here.Path, [.. command, "--store", store]);
            Assert.Equal(2, await kdc.ExitAsync());
            Assert.Contains("--store: a password in the argument list can be read by every user of this machine.", kdc.Errors.Text);
            Assert.Contains("PGPASSFILE", kdc.Errors.Text);
            Assert.Contains("KERBEROSGEN_STORE", kdc.Errors.Text);
            Assert.DoesNotContain(Secret, kdc.Errors.Text + kdc.Output.Text);
        }
    }

    [Fact]
    public async Task A_password_in_the_environment_or_the_file_is_taken_and_never_shown()
    {
        // Nobody listens on the discard port: it gets as far as the database, and no further.
        const string store = "postgres:Host=127.0.0.1;Port=9;Database=kdc;Username=kdc;Password=" + Secret;
        _here.Configure($$"""{ "store": "{{store}}", "debug-mode": true }""", "other.json");
        foreach ((string, string) place in ((string, string)[])[("KERBEROSGEN_STORE", store), ("KERBEROSGEN_CONFIG", _here.File("other.json"))])
        {
            await using WatchedKdc kdc = WatchedKdc.Start(_here.Path, ["-p", "0"], place);
            Assert.Equal(1, await kdc.ExitAsync());
            Assert.Contains("PostgreSQL database kdc on 127.0.0.1:9 does not answer: ", kdc.Errors.Text);
            Assert.DoesNotContain(Secret, kdc.Errors.Text + kdc.Output.Text);
        }

        Assert.False(File.Exists(_here.File("master.key")));
    }

    [Theory]
    [InlineData("mysql:" + Secret, "this is not files, sqlite or postgres:")]
    [InlineData("SQLITE", "this is not files, sqlite or postgres:")]
    [InlineData("postgres:Host=db;Password=a;" + Secret + "=b", "neither a connection string such as")]
    [InlineData("postgres:Database=kdc", "names no host")]
    public async Task What_is_no_store_is_refused_and_not_repeated(string store, string words)
    {
        await using WatchedKdc kdc = WatchedKdc.Start(_here.Path, ["--store", store]);
        Assert.Equal(2, await kdc.ExitAsync());
        Assert.Contains("--store: ", kdc.Errors.Text);
        Assert.Contains(words, kdc.Errors.Text);
        Assert.DoesNotContain(Secret, kdc.Errors.Text);
    }

    [Fact]
    public async Task Help_says_what_the_stores_are()
    {
        await using WatchedKdc kdc = WatchedKdc.Start(_here.Path, ["--help"]);
        Assert.Equal(0, await kdc.ExitAsync());
        string help = string.Join(' ', kdc.Output.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("clients.txt and services.json", help);
        Assert.Contains("kdc.db", help);
        Assert.Contains("'postgres:Host=db;Database=kdc'", help);
        Assert.Contains("PGPASSFILE", help);
        Assert.Contains("--stash", help);
    }

    public void Dispose() => _here.Dispose();
}
