namespace KerberosGen.Kdc.Tests.Operations;

public sealed class ConfigurationTests
{
    /// <summary>A value other than the default; of an option that is not here, the default is set again.</summary>
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["protocol"] = "udp",
        ["ip-address"] = "127.0.0.3",
        ["port"] = "4711",
        ["last-seen-interval"] = "5m",
        ["ticket-lifetime"] = "8h",
        ["registration"] = "closed",
        ["layout"] = "original",
        ["time-zone"] = "UTC",
        ["cipher-cache"] = "17",
        ["debug-mode"] = "true",
        ["log-format"] = "json",
        ["log-level"] = "warning",
        ["monitoring"] = "9464",
        ["store"] = "sqlite",
        ["stash"] = "no-such-stash",
        ["max-connections"] = "11",
        ["max-connections-per-source"] = "12",
        ["request-rate"] = "13",
        ["request-rate-per-source"] = "14:140",
        ["registration-rate-per-source"] = "0.5:5",
        ["request-rate-per-principal"] = "0",
        ["refusal-rate-per-principal"] = "17",
        ["udp-bytes-per-source"] = "18000",
        ["max-unsent-bytes"] = "19000",
        ["packet-deadline"] = "20s",
        ["idle-timeout"] = "21m",
    };

    [Fact]
    public async Task Every_option_can_be_set_in_each_of_its_three_places()
    {
        using var here = new KdcDirectory();
        string[] keys = [.. (await ShowAsync(here, [])).Keys.Where(static key => key is not ("config" or "data"))];
        Assert.Contains("ticket-lifetime", keys);
        Assert.Contains("monitoring", keys);
        Dictionary<string, string> values = keys.Where(Samples.ContainsKey).ToDictionary(static key => key, static key => Samples[key]);

        var flags = await ShowAsync(here, [.. values.Select(static value => $"--{value.Key}={value.Value}")]);
        var variables = await ShowAsync(here, [], [.. values.Select(static value => (VariableOf(value.Key), value.Value))]);
        here.Configure("{\n" + string.Join(",\n", values.Select(static value => $"  \"{value.Key}\": \"{value.Value}\"")) + "\n}\n");
        var file = await ShowAsync(here, []);
        int line = 2;
        foreach ((string key, string value) in values)
        {
            Assert.Equal((value, "command line"), flags[key]);
            Assert.Equal((value, VariableOf(key)), variables[key]);
            Assert.Equal((value, $"./kdc.json:{line++}"), file[key]);
        }
    }

    [Fact]
    public async Task The_command_line_wins_over_the_environment_and_the_environment_over_the_file()
    {
        using var here = new KdcDirectory();
        here.Configure("""
            // Comments may stand here.
            { "ticket-lifetime": "1h", "registration": "closed", "port": 1, "debug-mode": true, }
            """);
        var shown = await ShowAsync(
            here, ["--ticket-lifetime", "3h"], ("KERBEROSGEN_TICKET_LIFETIME", "2h"), ("KERBEROSGEN_REGISTRATION", "open"), ("KERBEROSGEN_PASSWORD", "no setting"));
        Assert.Equal(("3h", "command line"), shown["ticket-lifetime"]);
        Assert.Equal(("open", "KERBEROSGEN_REGISTRATION"), shown["registration"]);
        Assert.Equal(("1", "./kdc.json:2"), shown["port"]);
        Assert.Equal(("true", "./kdc.json:2"), shown["debug-mode"]);
    }

    [Fact]
    public async Task A_KDC_serves_as_its_environment_and_its_file_say()
    {
        using var here = new KdcDirectory();
        here.Configure("""{ "layout": "original", "ip-address": "127.0.0.2" }""", "other.json");
        await using WatchedKdc kdc = WatchedKdc.Start(
            here.Path, [], ("KERBEROSGEN_PORT", "0"), ("KERBEROSGEN_PROTOCOL", "udp"), ("KERBEROSGEN_CONFIG", here.File("other.json")));
        await kdc.ReadyAsync();
        Assert.Matches(@"^KDC ready on 127\.0\.0\.2:\d+ \(udp, original\)$", kdc.Output.Text);
        await kdc.StopAsync();
    }

    [Fact]
    public async Task A_file_with_a_password_must_be_its_owner_s_and_the_password_is_not_shown()
    {
        const string json = """{ "store": "postgres:Host=127.0.0.1;Port=1;Username=kdc;Password=s3cret;Database=kdc" }""";
        using var here = new KdcDirectory();
        here.Configure(json, mode: UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        await using WatchedKdc refused = WatchedKdc.Start(here.Path, []);
        Assert.Equal(2, await refused.ExitAsync());
        Assert.Equal("./kdc.json holds a password and may be read by others: chmod 600 it.", refused.Errors.Lines[0]);

        here.Configure(json);
        Assert.Equal(("postgres:Host=127.0.0.1;Port=1;Username=kdc;Password=***;Database=kdc", "./kdc.json:1"), (await ShowAsync(here, []))["store"]);
        await using WatchedKdc unreachable = WatchedKdc.Start(here.Path, ["-p", "0", "-d"]);
        Assert.Equal(1, await unreachable.ExitAsync());
        Assert.DoesNotContain("s3cret", unreachable.Errors.Text + unreachable.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subcommands_find_the_store_by_the_same_configuration()
    {
        using var here = new KdcDirectory();
        Directory.CreateDirectory(here.File("data"));
        here.Configure("""{ "store": "sqlite", "port": 0 }""", "data/kdc.json");
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, ["--data", "data"]);
        await kdc.ReadyAsync();
        await Traffic.RegisterAsync(kdc.EndPoint, "ann");
        await kdc.StopAsync();
        Assert.True(File.Exists(here.File("data/kdc.db")));
        await using WatchedKdc list = WatchedKdc.Start(here.Path, ["principals", "list"], ("KERBEROSGEN_DATA", "data"));
        Assert.True(await list.ExitAsync() == 0, list.Errors.Text);
        Assert.Contains("ann", list.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_looked_for_in_the_data_directory_wherever_that_is_set()
    {
        using var here = new KdcDirectory();
        Directory.CreateDirectory(here.File("data"));
        here.Configure("""{ "cipher-cache": 5 }""", "data/kdc.json");
        Assert.Equal(("5", "data/kdc.json:1"), (await ShowAsync(here, ["--data", "data"]))["cipher-cache"]);
        Assert.Equal(("5", "data/kdc.json:1"), (await ShowAsync(here, [], ("KERBEROSGEN_DATA", "data")))["cipher-cache"]);
        Assert.Equal(("10000", "default"), (await ShowAsync(here, []))["cipher-cache"]);
    }

    [Theory]
    [InlineData("""{ "ticket-liftime": "8h" }""", "./kdc.json:1: 'ticket-liftime' is no setting; did you mean ticket-lifetime?")]
    [InlineData("{\n \"port\": 1,\n \"port\": 2 }", "./kdc.json:3: port is set already, at ./kdc.json:2.")]
    [InlineData("{\n \"port\": 65536 }", "./kdc.json:2: '65536' is not a port: a port is a number from 0 (any free one) to 65535.")]
    [InlineData("{ \"registration\": \"ajar\" }", "./kdc.json:1: 'ajar' is not one of open, closed.")]
    [InlineData("{ \"ticket-lifetime\": \"soon\" }", "./kdc.json:1: 'soon' is not a duration such as 30m, 8h, 1d or 1.00:00:00.")]
    [InlineData("{ \"ticket-lifetime\": \"11y\" }", "./kdc.json:1: '11y' is not a duration such as 30m, 8h, 1d or 1.00:00:00.")]
    [InlineData("{ \"ticket-lifetime\": \"36500d\" }", "./kdc.json:1: '36500d' is not a duration from 1s to 3650d.")]
    [InlineData("{ \"request-rate\": \"1:0\" }", "./kdc.json:1: '1:0' is not a rate such as 100 a second, 100:500 with 500 at once, or 0 for no limit.")]
    [InlineData("{ \"debug-mode\": \"maybe\" }", "./kdc.json:1: 'maybe' is neither true nor false.")]
    [InlineData("{ \"port\": null }", "./kdc.json:1: port is a text, a number, true or false.")]
    [InlineData("{ \"port\": { } }", "./kdc.json:1: port is a text, a number, true or false.")]
    [InlineData("[]", "./kdc.json:1: a configuration is one JSON object, such as { \"port\": 8000 }.")]
    [InlineData("", "./kdc.json:1: this is not JSON.")]
    [InlineData("{\n\"port\": 1", "./kdc.json:2: this is not JSON.")]
    [InlineData("{ } { }", "./kdc.json:1: this is not JSON.")]
    [InlineData("{ \"data\": \"elsewhere\" }", "./kdc.json:1: data cannot be set in a file that is looked for there; name the file with --config.")]
    [InlineData("{ \"config\": \"x\" }", "./kdc.json:1: 'config' is no setting")]
    [InlineData("{ \"show-config\": true }", "./kdc.json:1: 'show-config' is no setting")]
    [InlineData("{ \"help\": true }", "./kdc.json:1: 'help' is no setting")]
    public async Task What_is_wrong_with_a_file_is_one_sentence_that_says_where(string json, string sentence)
    {
        using var here = new KdcDirectory();
        here.Configure(json);
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, []);
        Assert.Equal(2, await kdc.ExitAsync());
        Assert.Equal(sentence, kdc.Errors.Lines[0]);
        Assert.Equal([here.File("kdc.json")], Directory.EnumerateFileSystemEntries(here.Path));
    }

    [Theory]
    [InlineData("KERBEROSGEN_PORT", "x", "KERBEROSGEN_PORT: 'x' is not a port: a port is a number from 0 (any free one) to 65535.")]
    [InlineData("KERBEROSGEN_IP_ADDRESS", "here", "KERBEROSGEN_IP_ADDRESS: 'here' is not an IP address such as 127.0.0.1.")]
    [InlineData("KERBEROSGEN_DEBUG_MODE", "perhaps", "KERBEROSGEN_DEBUG_MODE: 'perhaps' is neither true nor false.")]
    [InlineData("KERBEROSGEN_LOG_LEVEL", "loud", "KERBEROSGEN_LOG_LEVEL: 'loud' is not one of debug, information, warning, error.")]
    [InlineData("KERBEROSGEN_MONITORING", "localhost", "KERBEROSGEN_MONITORING: 'localhost' is not a port, nor an address and a port such as 127.0.0.1:9464.")]
    [InlineData("KERBEROSGEN_CONFIG", "/no/such/file", "/no/such/file")]
    public async Task What_is_wrong_in_the_environment_is_one_sentence_that_says_where(string variable, string value, string sentence)
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, [], (variable, value));
        Assert.Equal(2, await kdc.ExitAsync());
        Assert.Contains(sentence, kdc.Errors.Lines[0], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(here.Path));
    }

    [Fact]
    public async Task A_variable_that_nobody_reads_and_that_looks_like_one_that_is_read_is_pointed_out()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, ["--show-config"], ("KERBEROSGEN_TICKET_LIFTIME", "8h"), ("KERBEROSGEN_PASSWORD", "x"), ("KERBEROSGEN_CI_RUN", "1"));
        Assert.Equal(0, await kdc.ExitAsync());
        Assert.Equal("KERBEROSGEN_TICKET_LIFTIME is set, and is no setting; did you mean KERBEROSGEN_TICKET_LIFETIME?", kdc.Errors.Text);
    }

    [Fact]
    public async Task Help_comes_whatever_the_configuration_says()
    {
        using var here = new KdcDirectory();
        here.Configure("broken");
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, ["--help"], ("KERBEROSGEN_PORT", "x"));
        Assert.Equal(0, await kdc.ExitAsync());
        Assert.Empty(kdc.Errors.Lines);
        foreach (string section in new[] { "Where to listen:", "Tickets:", "Logs and monitoring:", "How options are set:", "Exit codes:", "Examples:" })
            Assert.Contains(section, kdc.Output.Lines);
        Assert.Contains("KERBEROSGEN_TICKET_LIFETIME", kdc.Output.Text, StringComparison.Ordinal);
    }

    private static string VariableOf(string key) => "KERBEROSGEN_" + key.Replace('-', '_').ToUpperInvariant();

    /// <summary>What <c>--show-config</c> shows: the value and the source of each setting.</summary>
    private static async Task<Dictionary<string, (string Value, string Source)>> ShowAsync(
        KdcDirectory here, string[] arguments, params (string Name, string Value)[] environment)
    {
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, [.. arguments, "--show-config"], environment);
        Assert.True(await kdc.ExitAsync() == 0, kdc.Errors.Text);
        return kdc.Output.Lines
            .Select(static line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToDictionary(static parts => parts[0], static parts => (parts[1], parts[2]));
    }
}
