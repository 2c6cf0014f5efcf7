using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using KerberosGen.Protocol;

namespace KerberosGen.Client.Tests.Pipe;

public sealed class PipeTests
{
    private const string Password = "open-sesame", Room = "Printer 10";

    [Fact]
    public async Task More_lines_than_the_room_takes_at_once_all_arrive_in_order()
    {
        await using var site = new AppSite();
        await StartAsync(site, "--message-rate", "20:5");
        string[] lines = [.. Enumerable.Range(1, 60).Select(static number => number.ToString(CultureInfo.InvariantCulture))];

        AppProcess ann = await site.ChatAsync("ann", Password, Room, string.Join('\n', lines));

        Assert.Equal(["* ann joined", .. lines.Select(static line => $"ann: {line}")], ann.Output.Lines.Select(static line => line["00:00:00 ".Length..]));
        Assert.Equal("The room takes 20 messages a second: what follows is sent at that pace.", ann.Errors.Text);
    }

    [Fact]
    public async Task A_line_that_cannot_be_sent_is_named_once_and_the_others_arrive()
    {
        await using var site = new AppSite();
        await StartAsync(site, "--message-size", "100");
        string longer = new('x', 200), endless = new('y', 70_000);
        AppProcess ann = site.StartClient("ann", Password, "chat", Room, "--json");
        ann.Write($"first\n\n{longer}\n{endless}\n/quit\ntab\there");
        ann.EndInput();

        Assert.Equal(1, await ann.ExitAsync());
        Assert.Equal(["first", "/quit", "tab\there"], Of(ann, "message").Select(static json => json.GetProperty("text").GetString()));
        Assert.Equal([3, 4], Of(ann, "undelivered").Select(static json => json.GetProperty("line").GetInt32()));
        Assert.Equal(3, ann.Errors.Lines.Count);
        Assert.Equal($"Line 3 was not delivered (it has 205 bytes, and the limit is 100. Send it in parts): {longer}", ann.Errors.Lines[0]);
        int longest = ClientSession.MaxMessageSize - "ann: ".Length;
        Assert.StartsWith($"Line 4 was not delivered (it has 70000 bytes, and with the name in front of it at most {longest} can be sent: send it in parts): yyy", ann.Errors.Lines[1], StringComparison.Ordinal);
        Assert.Equal("3 of 5 lines were delivered.", ann.Errors.Lines[2]);
    }

    [Fact]
    public async Task The_line_after_the_password_is_the_first_message_though_no_password_was_needed()
    {
        await using var site = new AppSite();
        AppProcess rooms = await StartAsync(site);
        await site.ChatAsync("ann", Password, Room, "one\n");
        await site.ChatAsync("ann", null, Room, $"{Password}\r\ntwo\n", "--password-stdin");
        await rooms.SaysAsync("ann: two");
        Assert.DoesNotContain(Password, site.EverythingSaid, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client chat 'Printer 10' <&-", "* ann joined")]
    [InlineData("client chat 'Printer 10' --since now </dev/null", "* ann joined")]
    [InlineData("echo 1 | client chat 'Printer 10' | head -n 1", "* ann joined")]
    [InlineData("seq 3 | client chat 'Printer 10' >&-", "")]
    [InlineData("client chat 'Printer 10' <&- >&-", "")]
    // Whoever started it has left both ends of the pipe open.
    [InlineData("client chat 'Printer 10' </dev/null 3</proc/self/fd/1 | cat", "* ann joined")]
    [InlineData("printf 'a\\nb' > lines; client chat 'Printer 10' < lines", "* ann joined|ann: a|ann: b")]
    public async Task A_shell_may_connect_it_as_it_likes(string command, string shows)
    {
        await using var site = new AppSite();
        await StartAsync(site);
        AppProcess shell = Shell(site, $"set -o pipefail; {command}");
        shell.EndInput();

        Assert.Equal(0, await shell.ExitAsync());
        Assert.Equal(shows, string.Join('|', shell.Output.Lines.Select(static line => line["00:00:00 ".Length..])));
        Assert.Equal("", shell.Errors.Text);
    }

    [Fact]
    public async Task A_room_that_is_killed_and_brought_back_gets_every_line_once()
    {
        await using var site = new AppSite();
        AppProcess rooms = await StartAsync(site, "--message-rate", "0");
        AppProcess ann = site.StartClient("ann", Password, "chat", Room, "--json");
        ann.Write("one\n");
        await ann.SaysAsync("\"text\":\"one\"");
        await rooms.KillAsync();
        await ann.SaysAsync("\"kind\":\"connection_lost\"");
        ann.Write("two\nthree\n");
        ann.EndInput();
        await site.StartRoomsAsync("rooms", [Room]);

        Assert.Equal(0, await ann.ExitAsync());
        Assert.Equal(["one", "two", "three"], Of(ann, "message").Select(static json => json.GetProperty("text").GetString()));
        Assert.Single(Of(ann, "connection_restored"));
    }

    [Fact]
    public async Task A_room_that_stays_away_is_given_up_and_what_was_not_delivered_is_told()
    {
        await using var site = new AppSite();
        AppProcess rooms = await StartAsync(site);
        AppProcess ann = site.StartClient("ann", Password, "chat", Room, "--reconnect", "1s");
        await ann.SaysAsync("* ann joined");
        await rooms.KillAsync();
        await ann.ComplainsAsync("The next try to come back");
        ann.Write("two\nthree\n");
        ann.EndInput();

        Assert.Equal(1, await ann.ExitAsync());
        Assert.Single(ann.Errors.Lines, static line => line.StartsWith("Line 1 ", StringComparison.Ordinal) && line.EndsWith(": two", StringComparison.Ordinal));
        Assert.Single(ann.Errors.Lines, static line => line.StartsWith("Line 2 ", StringComparison.Ordinal) && line.EndsWith(": three", StringComparison.Ordinal));
        Assert.Contains("The room is away, and it was not waited for any longer.", ann.Errors.Lines);
    }

    [Theory]
    [InlineData("TERM", "one\ntwo\n", "Line 2 was not delivered (the chat ended before): two")]
    [InlineData("TERM", "one\ntwo\nthree\n\nfive\n", "Lines 2 to 5 were not delivered (the chat ended before).")]
    [InlineData("INT", "one\ntwo\nthree\n\nfive\n", "Lines 2 to 5 were not delivered (the chat ended before).")]
    public async Task An_interruption_says_what_was_read_and_not_delivered(string signal, string lines, string sentence)
    {
        await using var site = new AppSite();
        await StartAsync(site, "--message-rate", "0.001:1");
        // A shell has what it starts in the background ignore SIGINT, and all its children.
        AppProcess ann = site.StartProgram(
            [("KERBEROSGEN_PASSWORD", Password)], "env", "ann", "--default-signal=INT", Apps.PathOf("client"), "chat", Room, "--json", "-p", Text(site.KdcPort));
        ann.Write(lines);
        await ann.ComplainsAsync("at that pace");
        ann.Terminate(signal);

        Assert.Equal(130, await ann.ExitAsync());
        string[] all = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([sentence, $"1 of {all.Length} lines were delivered. The rest of the input was not read."], ann.Errors.Lines.Skip(1));
        Assert.Equal(all.Skip(1), Of(ann, "undelivered").Select(static json => json.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Once_nobody_reads_the_output_no_more_is_sent_and_one_sentence_says_so()
    {
        await using var site = new AppSite();
        await StartAsync(site);
        // At the room's pace that takes more than five minutes.
        AppProcess shell = Shell(site, "set -o pipefail; seq 2000 | client chat 'Printer 10' | head -n 1");
        shell.EndInput();

        Assert.Equal(1, await shell.ExitAsync());
        Assert.Single(shell.Output.Lines);
        Assert.Single(shell.Errors.Lines, static line => Regex.IsMatch(line, "^Lines [0-9]+ to [0-9]+ were not delivered \\(nobody takes the output any more\\)\\.$"));
        Assert.Matches("^[0-9]+ of [0-9]+ lines were delivered\\.", shell.Errors.Lines[^1]);
    }

    [Theory]
    [InlineData("client services >/dev/full", "No space left on device")]
    [InlineData("client tickets --json >/dev/full", "No space left on device")]
    [InlineData("client chat --help >/dev/full", "No space left on device")]
    [InlineData("client chat 'Printer 10' </dev/null >/dev/full", "No space left on device")]
    [InlineData("client services >&-", "it is closed")]
    [InlineData("client services <&- >&-", "it is closed")]
    [InlineData("client who 'Printer 10' --json >&-", "it is closed")]
    public async Task Output_that_cannot_be_written_is_one_sentence(string command, string reason)
    {
        await using var site = new AppSite();
        await StartAsync(site);
        AppProcess shell = Shell(site, command);
        shell.EndInput();

        Assert.Equal(1, await shell.ExitAsync());
        Assert.Equal($"Standard output cannot be written: {reason}.", shell.Errors.Text);
    }

    [Fact]
    public async Task A_KDC_that_dies_in_the_middle_of_a_chat_leads_to_the_next_one()
    {
        await using var site = new AppSite();
        AppProcess first = await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", [Room]);
        await site.RegisterAsync("ann", Password);
        int second = AppSite.FreePort();
        await File.WriteAllTextAsync(site.FileOf("ann", "srv.info"), $"127.0.0.1:{Text(site.KdcPort)}\n127.0.0.1:{Text(second)}\n");
        AppProcess ann = site.StartProgram([("KERBEROSGEN_PASSWORD", Password)], Apps.PathOf("client"), "ann", "chat", Room);
        ann.Write("before\n");
        await ann.SaysAsync("ann: before");

        string tickets = await File.ReadAllTextAsync(site.FileOf("ann", "services_info.json"));
        await first.KillAsync();
        foreach (string file in Directory.GetFiles(site.DirectoryOf("kdc")))
            File.Copy(file, site.FileOf("other-kdc", Path.GetFileName(file)));
        AppProcess other = site.Start("kdc", "other-kdc", "-p", Text(second));
        await other.SaysAsync("KDC ready on ");
        await rooms.KillAsync();
        // With a new key the room refuses the ticket at hand: a new one is needed.
        Assert.Equal(0, await site.Start("kdc", "other-kdc", "services", "rekey", Room).ExitAsync());
        Assert.Equal(0, await site.Start("room", "rooms", "import", Assert.Single(Directory.GetFiles(site.DirectoryOf("other-kdc"), "*.room.json"))).ExitAsync());
        AppProcess restarted = site.Start("room", "rooms", "-p", Text(second));
        await restarted.SaysAsync($"{Room} ready on ");
        await ann.ComplainsAsync("The connection stands again.");
        ann.Write("after\n");
        ann.EndInput();

        Assert.True(await ann.ExitAsync() == 0, ann.Errors.Text);
        Assert.Contains(ann.Output.Lines, static line => line.EndsWith("ann: after", StringComparison.Ordinal));
        Assert.NotEqual(tickets, await File.ReadAllTextAsync(site.FileOf("ann", "services_info.json")));
    }

    [Fact]
    public async Task A_bot_of_a_few_lines_answers_what_is_asked_and_neither_history_nor_itself()
    {
        await using var site = new AppSite();
        await StartAsync(site);
        await site.RegisterAsync("bot", Password);
        await site.ChatAsync("ann", Password, Room, "!time\n");
        const string script = """
            coproc client { exec client chat 'Printer 10' --since now --json; }
            while read -r event <&"${client[0]}"; do
              case $event in
                *'"kind":"joined"'*'"own":true'*) echo ready ;;
                *'"kind":"message"'*'"own":false'*'"text":"!time'*) echo "!time is $(date -u +%H:%M)" >&"${client[1]}" ;;
              esac
            done
            """;
        AppProcess bot = Shell(site, script, "bot");
        await bot.SaysAsync("ready");
        AppProcess ann = site.StartClient("ann", null, "chat", Room, "--since", "now");
        await ann.SaysAsync("* ann joined");
        ann.Write("!time\n");
        await ann.SaysAsync("bot: !time is ");
        ann.Write("!time please\n");
        ann.Write("bye\n");
        await ann.SaysAsync("ann: bye");
        ann.EndInput();
        Assert.Equal(0, await ann.ExitAsync());

        AppProcess all = await site.ChatAsync("ann", null, Room, "");
        Assert.InRange(all.Output.Lines.Count(static line => line.Contains("bot: !time is ", StringComparison.Ordinal)), 1, 2);
        // The room's end is the client's, and that is the script's.
        bot.Terminate();
        await bot.ExitAsync();
    }

    private static async Task<AppProcess> StartAsync(AppSite site, params string[] arguments)
    {
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", [Room], arguments);
        await site.RegisterAsync("ann", Password);
        return rooms;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static AppProcess Shell(AppSite site, string script, string name = "ann") => site.StartProgram(
        [("PATH", $"{Path.GetDirectoryName(Apps.PathOf("client"))}:{Environment.GetEnvironmentVariable("PATH")}"), ("KERBEROSGEN_PASSWORD", Password)], "bash", name, "-c", script);

    private static IEnumerable<JsonElement> Of(AppProcess client, string kind) => client.Output.Lines
        .Select(static line => JsonDocument.Parse(line).RootElement)
        .Where(json => json.GetProperty("kind").GetString() == kind);
}
