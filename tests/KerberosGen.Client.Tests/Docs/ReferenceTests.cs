using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using KerberosGen.Cli;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Storage;

namespace KerberosGen.Client.Tests.Docs;

/// <summary>The pages' tables have a row for all that there is, and none for what there is not.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public async Task Every_option_has_its_row_with_its_default()
    {
        await using var site = new AppSite();
        string[] shown = await LinesAsync(site, "--show-config");
        var defaults = shown.Select(static line => Columns().Split(line)).ToDictionary(static cells => "--" + cells[0], static cells => cells[1]);
        // Those of one command stand in its help, before those that all have.
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (string command in await CommandsAsync(site))
            own.UnionWith(Option().Matches(string.Join('\n', await LinesAsync(site, command, "--help"))).Select(static match => match.Value));
        own.ExceptWith([.. defaults.Keys, "--user_name", "--ip_address", "--time-zone", "--debug_mode", "--show-config", "--help", "--version"]);

        var rows = ClientPages.All.Names.SelectMany(static page => ClientPages.All.Rows(page, "option"))
            .Select(static cells => (Name: cells[0].Split(' ').Last(static word => word.StartsWith("--", StringComparison.Ordinal)), Default: cells[1])).ToList();

        Assert.Equal(defaults.Select(static option => (option.Key, option.Value)).Order(), rows.Where(row => defaults.ContainsKey(row.Name)).Order());
        Assert.Equal(own.Order(StringComparer.Ordinal), rows.Where(row => !defaults.ContainsKey(row.Name)).Select(static row => row.Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_command_has_its_row()
    {
        await using var site = new AppSite();
        Assert.Equal(
            (await CommandsAsync(site)).Order(StringComparer.Ordinal),
            ClientPages.All.Rows("README.md", "command").Select(static cells => cells[0].Split(' ')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_help_of_every_command_has_examples_and_each_default_once()
    {
        await using var site = new AppSite();
        foreach (string command in await CommandsAsync(site))
        {
            string[] help = await LinesAsync(site, command, "--help");
            string[] examples = [.. help.SkipWhile(static line => line != "Examples:").Skip(1).TakeWhile(static line => line.Length > 0)];
            Assert.NotEmpty(examples);
            Assert.All(examples, example => Assert.Contains($"client {command}", example, StringComparison.Ordinal));
            Assert.Contains(help, static line => line.EndsWith("[default: 1d]", StringComparison.Ordinal));
            Assert.DoesNotContain(help, static line => line.Split("[default: ").Length > 2);
        }
    }

    [Fact]
    public void Every_exit_code_has_its_row() => Assert.Equal(
        typeof(ExitCodes).GetFields().Select(static field => Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)).Order(),
        ClientPages.All.Rows("run.md", "exit code").Select(static cells => cells[0]).Order());

    [Fact]
    public void Every_command_of_a_chat_has_its_row() => Assert.Equal(
        TypedHelp.Words.Select(static word => word.TrimEnd()).Append("//").Order(StringComparer.Ordinal),
        ClientPages.All.Rows("chat.md", "typed").Select(static cells => TypedWord().Match(cells[0]).Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_event_has_its_row_with_its_fields()
    {
        var me = new PrincipalId(new byte[PrincipalId.Size]);
        var json = new EventJson(me);
        DateTimeOffset now = DateTimeOffset.UnixEpoch;
        ChatEvent[] events =
        [
            new MessageReceived(1, now, me, "ann", "hi"), new MemberJoined(2, now, me, "ann"), new MemberLeft(3, now, me, "ann"), new RoomNotice(4, now, me, "hi"),
            new EventsMissed(now, 3), new ConnectionLost(now, "why", TimeSpan.FromSeconds(1)), new ConnectionRestored(now),
        ];
        // One of each kind that there is.
        Assert.Equal(
            typeof(ChatEvent).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(ChatEvent)) && !type.IsAbstract).Select(static type => type.Name).Order(),
            events.Select(static happened => happened.GetType().Name).Order());
        IEnumerable<(string, string)> said = events.Select(json.Of).Append(EventJson.Undelivered(new PipeLine(1, "hi"), "why", isUncertain: false, now))
            .Select(static line => JsonDocument.Parse(line!).RootElement)
            .Select(static said => (said.GetProperty("kind").GetString()!, string.Join(", ", said.EnumerateObject().Select(static member => member.Name).Except(["kind", "time"]))));

        IReadOnlyList<string[]> rows = ClientPages.All.Rows("pipe.md", "kind");
        Assert.Equal(said.Order(), rows.Select(static cells => (cells[0], cells[2])).Order());
        Assert.Equal(
            said.SelectMany(static kind => kind.Item2.Split(", ", StringSplitOptions.RemoveEmptyEntries)).Concat(["kind", "time"]).Distinct().Order(),
            ClientPages.All.Rows("pipe.md", "field").Select(static cells => cells[0]).Order());
    }

    [Fact]
    public void Every_field_of_a_command_s_JSON_has_its_row() => Assert.Equal(
        Fields("register", ClientJson.Default.RegisteredRow)
            .Concat(Fields("services", ClientJson.Default.RoomRow))
            .Concat(Fields("who", ClientJson.Default.MemberRow))
            .Concat(Fields("tickets", ClientJson.Default.TicketList))
            .Concat(Fields("ticket", ClientJson.Default.TicketRow))
            .Concat(Fields("forget", ClientJson.Default.ForgottenRow))
            .Concat(Fields("import", ClientJson.Default.ImportedRow))
            .Order(),
        ClientPages.All.Rows("run.md", "in JSON").Select(static cells => (cells[0], cells[1])).Order());

    [Fact]
    public async Task Every_file_that_a_client_makes_has_its_row_with_its_mode()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 10", "hello\n");
        // What a window keeps.
        string directory = site.DirectoryOf("ann");
        LastReadFile.Put(directory, MeInfoFile.Read(directory)!.Id, 1, isLowered: false);
        var made = Directory.EnumerateFiles(directory).ToDictionary(static path => Path.GetFileName(path), ModeOf);
        // The reader's own.
        made["client.json"] = "as you make it";

        Assert.Equal(
            made.Select(static file => (file.Key, file.Value)).Order(),
            ClientPages.All.Rows("run.md", "file").Select(static cells => (cells[0], cells[1])).Order());
        await rooms.StopAsync();
    }

    [Fact]
    public void Every_sentence_of_a_failure_has_its_row_and_every_row_a_sentence()
    {
        string[] sources =
        [
            "apps/client", "apps/cli/PasswordSource.cs", "runtime/KerberosGen.Clients", "runtime/KerberosGen.Protocol/Clients", "runtime/KerberosGen.Storage/Clients",
        ];
        (string Place, string Sentence)[] said = [.. sources.SelectMany(SourceSentences.In)];
        Regex[] rows = [.. ClientPages.All.Rows("failures.md", "it says").Select(static cells => new Regex($"^{Value().Replace(Regex.Escape(cells[0]), ".*")}$"))];

        Assert.DoesNotContain(said, one => !rows.Any(row => row.IsMatch(one.Sentence)));
        Assert.DoesNotContain(rows, row => !said.Any(one => row.IsMatch(one.Sentence)));
    }

    private static IEnumerable<(string, string)> Fields(string command, JsonTypeInfo row) => row.Properties.Select(field => (command, field.Name));

    private static async Task<IEnumerable<string>> CommandsAsync(AppSite site) =>
        (await LinesAsync(site, "--help")).SkipWhile(static line => line != "Commands:").Skip(1).TakeWhile(static line => line.StartsWith("  ", StringComparison.Ordinal))
            .Select(static line => line.Trim().Split(' ')[0]);

    private static async Task<string[]> LinesAsync(AppSite site, params string[] arguments)
    {
        AppProcess client = site.Start("client", "ann", arguments);
        Assert.True(await client.ExitAsync() == 0, client.Errors.Text);
        return [.. client.Output.Lines];
    }

    private static string ModeOf(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(4, '0');

    [GeneratedRegex("  +")]
    private static partial Regex Columns();

    [GeneratedRegex("(?<=^  |, )--[a-z_-]+", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex("^/[/a-z]*")]
    private static partial Regex TypedWord();

    [GeneratedRegex(@"\\\{[a-z ]+}")]
    private static partial Regex Value();
}
