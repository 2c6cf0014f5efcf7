using System.Text.Json.Nodes;

namespace KerberosGen.Client.Tests.Commands;

/// <summary>Commands that go well: for a person, and for a program.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task Register_says_who_one_is()
    {
        await using ClientSite site = await ClientSite.StartAsync();
        string said = await site.DoAsAsync("ben", "register", "-un", "ben", "--json");
        JsonNode registered = JsonNode.Parse(said)!;
        Assert.Equal("ben", (string?)registered["name"]);
        Assert.Matches("^[0-9a-f]{32}$", (string?)registered["id"]);
        Assert.Equal($"ben\n{registered["id"]}\n", await File.ReadAllTextAsync(site.Apps.FileOf("ben", "me.info")));
    }

    [Fact]
    public async Task Services_lists_rooms_and_marks_those_there_is_a_ticket_to()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10", "Printer 20");
        await site.DoAsync("ticket", "Printer 20");
        string address = (await site.Rooms.SaysAsync("Printer 10 ready on ")).Split(' ')[^1];
        string[] table = (await site.DoAsync("services")).Split('\n');
        Assert.Equal("ID                                ADDRESS                TICKET  NAME", table[0]);
        Assert.Matches($"^[0-9a-f]{{32}}  {address} +-       Printer 10$", table[1]);
        Assert.Matches("^[0-9a-f]{32}  127[0-9.:]+ +yes     Printer 20$", table[2]);
        Assert.Equal(3, table.Length);

        JsonArray rooms = JsonNode.Parse(await site.DoAsync("services", "--json"))!.AsArray();
        Assert.Equal(["Printer 10", "Printer 20"], rooms.Select(static room => (string?)room!["name"]));
        Assert.Equal([false, true], rooms.Select(static room => (bool)room!["has_ticket"]!));
        Assert.Equal(address, (string?)rooms[0]!["address"]);
        Assert.Equal(table[1][..32], (string?)rooms[0]!["id"]);
    }

    [Fact]
    public async Task Where_there_are_no_rooms_a_program_gets_an_empty_list_and_a_person_a_sentence()
    {
        await using ClientSite site = await ClientSite.StartAsync();
        AppProcess services = site.Apps.StartClient("ann", null, "services");
        Assert.Equal(0, await services.ExitAsync());
        Assert.Equal("The KDC knows no rooms yet.", services.Errors.Text);
        Assert.Equal("", services.Output.Text);
        Assert.Equal("[]", await site.DoAsync("services", "--json"));
    }

    [Fact]
    public async Task Who_lists_those_who_are_here_and_nobody_is_told()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        AppProcess nobody = site.Apps.StartClient("ann", ClientSite.Password, "who", "Printer 10");
        Assert.Equal(0, await nobody.ExitAsync());
        Assert.Equal("Nobody is in Printer 10.", nobody.Errors.Text);
        Assert.Equal("[]", await site.DoAsync("who", "Printer 10", "--json"));

        await site.Apps.RegisterAsync("ben", ClientSite.Password);
        AppProcess ben = site.Apps.StartClient("ben", ClientSite.Password, "chat", "Printer 10");
        await ben.SaysAsync("* ben joined");
        string id = (await File.ReadAllLinesAsync(site.Apps.FileOf("ben", "me.info")))[1];
        Assert.Matches(
            $"^ID                                JOINED \\(UTC\\)         NAME\n{id}  20[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}} [0-9:]{{8}}  ben$", await site.DoAsync("who", "Printer 10"));
        JsonNode member = Assert.Single(JsonNode.Parse(await site.DoAsync("who", "Printer 10", "--json"))!.AsArray())!;
        Assert.Equal((id, "ben"), ((string?)member["id"], (string?)member["name"]));
        Assert.Matches("^20[0-9-]{8}T[0-9:]{8}[.0-9]*Z$", (string?)member["joined"]);

        ben.EndInput();
        Assert.Equal(0, await ben.ExitAsync());
        Assert.DoesNotContain(ben.Output.Lines, static line => line.Contains("ann", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("client services | head -0")]
    [InlineData("client --help | head -1 | cut -c1-12")]
    [InlineData("client services --json | head -c 1 | tr -d '['")]
    public async Task Whoever_has_read_enough_may_close_the_pipe(string command)
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        AppProcess shell = Shell(site, $"set -o pipefail; {command}");
        Assert.Equal(0, await shell.ExitAsync());
        Assert.Equal("", shell.Errors.Text);
    }

    [Fact]
    public async Task Standard_input_and_output_may_be_closed()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        AppProcess closed = Shell(site, "client services <&-; echo \"exit $?\"; client services >&- 2>&-; client register -un x --data x <&-; echo \"exit $?\"");
        await closed.ExitAsync();
        Assert.Equal(["exit 0", "exit 1"], closed.Output.Lines.Where(static line => line.StartsWith("exit", StringComparison.Ordinal)));
        Assert.Equal("There is no terminal to ask for a password: use --password-stdin or KERBEROSGEN_PASSWORD.", closed.Errors.Text);
    }

    [Fact]
    public async Task Options_may_be_set_in_the_environment_and_in_a_file()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        AppProcess services = site.Apps.StartProgram(
            [("KERBEROSGEN_CLIENT_DATA", site.Apps.DirectoryOf("ann"))], Apps.PathOf("client"), "elsewhere", "services");
        Assert.Equal(0, await services.ExitAsync());
        Assert.EndsWith("Printer 10", services.Output.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(site.Apps.DirectoryOf("elsewhere")));

        await File.WriteAllTextAsync(site.Apps.FileOf("ann", "client.json"), "{ \"port\": 1, \"protocol\": \"sctp\" }");
        AppProcess refused = site.Apps.Start("client", "ann", "services");
        Assert.Equal(2, await refused.ExitAsync());
        Assert.EndsWith("client.json:1: 'sctp' is not one of tcp, udp.", refused.Errors.Lines[0], StringComparison.Ordinal);
        AppProcess shown = site.Apps.Start("client", "ann", "--show-config", "-pr", "udp");
        Assert.Equal(0, await shown.ExitAsync());
        Assert.Contains(shown.Output.Lines, static line => line.StartsWith("port ", StringComparison.Ordinal) && line.EndsWith("client.json:1", StringComparison.Ordinal));
        Assert.Contains(shown.Output.Lines, static line => line.StartsWith("protocol ", StringComparison.Ordinal) && line.EndsWith("command line", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_command_has_help()
    {
        await using var site = new AppSite();
        AppProcess help = site.Start("client", "here", "--help");
        Assert.Equal(0, await help.ExitAsync());
        string[] commands = [.. help.Output.Lines.SkipWhile(static line => line != "Commands:").Skip(1).TakeWhile(static line => line.Length > 0).Select(static line => line.Trim().Split(' ')[0])];
        Assert.Equal(["register", "services", "ticket", "tickets", "forget", "chat", "who", "import", "completions"], commands);
        Assert.StartsWith("Examples:", help.Output.Lines.Last(static line => line.EndsWith(':')), StringComparison.Ordinal);
        foreach (string command in commands)
        {
            AppProcess its = site.Start("client", "here", command, "--help");
            Assert.Equal(0, await its.ExitAsync());
            Assert.Contains($"client {command}", its.Output.Text, StringComparison.Ordinal);
            Assert.Equal("", its.Errors.Text);
        }

        Assert.Empty(Directory.GetFileSystemEntries(site.DirectoryOf("here")));
    }

    [Theory]
    [InlineData("chat", "Required argument missing for command: 'chat'.")]
    [InlineData("nonsense", "Unrecognized command or argument 'nonsense'.")]
    [InlineData("register", "A name is missing: client register -un NAME")]
    public async Task A_command_line_that_is_wrong_is_exit_2(string arguments, string sentence)
    {
        await using var site = new AppSite();
        AppProcess client = site.Start("client", "here", arguments.Split(' '));
        Assert.Equal(2, await client.ExitAsync());
        Assert.Equal(sentence, client.Errors.Lines[0]);
        Assert.Equal("", client.Output.Text);
    }

    private static AppProcess Shell(ClientSite site, string command) => site.Apps.StartProgram(
        [("PATH", $"{Path.GetDirectoryName(Apps.PathOf("client"))}:{Environment.GetEnvironmentVariable("PATH")}")], "bash", "ann", "-c", command);
}
