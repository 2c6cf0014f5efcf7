namespace KerberosGen.Room.Tests.Serving;

public sealed class ConfigurationTests
{
    private const string Moderator = "4e43ae195f4d43b799ce2cca77178cfb";

    /// <summary>A value other than the default of every option.</summary>
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["number-of-services"] = "3",
        ["service-name-prefix"] = "Lounge",
        ["listen"] = "127.0.0.9:9000",
        ["protocol"] = "udp",
        ["ip-address"] = "127.0.0.3",
        ["port"] = "4711",
        ["kdc-timezone"] = "UTC",
        ["history"] = "17",
        ["history-age"] = "8h",
        ["message-size"] = "100",
        ["message-rate"] = "1:3",
        ["max-names"] = "2",
        ["moderator"] = Moderator,
        ["accept-unauthenticated-tickets"] = "true",
        ["require-authenticated-clients"] = "true",
        ["max-members"] = "21",
        ["max-connections-per-member"] = "3",
        ["max-connections"] = "44",
        ["max-connections-per-source"] = "45",
        ["ticket-deadline"] = "5s",
        ["keep-alive"] = "2m",
        ["max-bytes-behind"] = "100000",
        ["packet-deadline"] = "20s",
        ["idle-timeout"] = "21m",
        ["debug-mode"] = "true",
        ["log-format"] = "json",
        ["log-level"] = "warning",
    };

    [Fact]
    public async Task Every_option_can_be_set_in_each_of_its_three_places()
    {
        await using var site = new AppSite();
        Dictionary<string, (string Value, string Source)> flags = await ShowAsync(site, [], [.. Samples.Select(static s => $"--{s.Key}={s.Value}")]);
        Assert.Equal(Samples.Keys.Order(), flags.Keys.Except(["config", "data"]).Order());
        Dictionary<string, (string Value, string Source)> variables = await ShowAsync(site, [.. Samples.Select(static s => (VariableOf(s.Key), s.Value))]);
        await File.WriteAllTextAsync(
            site.FileOf("rooms", "room.json"), "{\n" + string.Join(",\n", Samples.Select(static s => $"  \"{s.Key}\": \"{s.Value}\"")) + "\n}\n");
        Dictionary<string, (string Value, string Source)> file = await ShowAsync(site, []);
        int line = 2;
        foreach ((string key, string value) in Samples)
        {
            Assert.Equal((value, "command line"), flags[key]);
            Assert.Equal((value, VariableOf(key)), variables[key]);
            Assert.Equal((value, $"./room.json:{line++}"), file[key]);
        }
    }

    [Fact]
    public async Task Rooms_are_as_their_environment_and_their_file_say()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await File.WriteAllTextAsync(site.FileOf("rooms", "room.json"), """{ "number-of-services": 2, "service-name-prefix": "Lounge", "message-size": 20, }""");
        AppProcess rooms = site.StartProgram([("KERBEROSGEN_ROOM_PORT", $"{site.KdcPort}")], Apps.PathOf("room"), "rooms", "-snp", "Salon");
        await rooms.SaysAsync("Salon 10 ready on ");
        await rooms.SaysAsync("Salon 20 ready on ");
        await site.RegisterAsync("ann", "qwer1234");
        AppProcess tooLong = site.StartClient("ann", "qwer1234", "chat", "Salon 10");
        tooLong.Write("this is more than twenty bytes\n");
        tooLong.EndInput();
        await rooms.ComplainsAsync("was refused");
        await tooLong.ExitAsync();
        await rooms.StopAsync();
    }

    [Theory]
    [InlineData("--history", "-1", "--history: '-1' is not a number from 0 to 1000000.")]
    [InlineData("-nos", "2000", "-nos: '2000' is not a number from 0 to 1000.")]
    [InlineData("--max-members", "60001", "--max-members: '60001' is not a number from 1 to 60000.")]
    [InlineData("--moderator", "bob", "--moderator: 'bob' is not an id: an id is 32 hex digits.")]
    [InlineData("--message-rate", "fast", "--message-rate: 'fast' is not a rate such as 100 a second, 100:500 with 500 at once, or 0 for no limit.")]
    [InlineData("--history-age", "1", "--history-age: '1' is not a duration such as 30m, 8h, 1d or 1.00:00:00.")]
    [InlineData("--listen", "9000", "--listen: '9000' is not an address and a port such as 192.0.2.7:9000.")]
    [InlineData("--listen", "127.0.0.1", "--listen: '127.0.0.1' is not an address and a port such as 192.0.2.7:9000.")]
    public async Task What_is_wrong_on_the_command_line_is_one_sentence_that_names_the_option(string option, string value, string sentence)
    {
        await using var site = new AppSite();
        AppProcess room = site.Start("room", "rooms", option, value);
        Assert.Equal(2, await room.ExitAsync());
        Assert.Equal([sentence, "Try 'room --help'."], room.Errors.Lines);
        Assert.Empty(Directory.EnumerateFileSystemEntries(site.DirectoryOf("rooms")));
    }

    [Fact]
    public async Task Words_are_completed()
    {
        await using var site = new AppSite();
        AppProcess script = site.Start("room", "rooms", "completions", "bash");
        Assert.Equal(0, await script.ExitAsync());
        Assert.Contains("-F _room_complete room", script.Output.Text, StringComparison.Ordinal);
        AppProcess words = site.Start("room", "rooms", "[suggest:9]", "--message");
        Assert.Equal(0, await words.ExitAsync());
        Assert.Equal(["--message-rate", "--message-size"], words.Output.Lines.Order());
    }

    private static async Task<Dictionary<string, (string Value, string Source)>> ShowAsync(AppSite site, (string, string)[] environment, params string[] arguments)
    {
        AppProcess room = site.StartProgram(environment, Apps.PathOf("room"), "rooms", [.. arguments, "--show-config"]);
        Assert.True(await room.ExitAsync() == 0, room.Errors.Text);
        return room.Output.Lines
            .Select(static line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToDictionary(static row => row[0], static row => (row[1], row[2]));
    }

    private static string VariableOf(string key) => "KERBEROSGEN_ROOM_" + key.Replace('-', '_').ToUpperInvariant();
}
