namespace KerberosGen.Room.Tests;

/// <summary>The operator's console, on real terminals.</summary>
public sealed class OperatorConsoleTests
{
    [Fact]
    public async Task What_is_typed_survives_the_messages_that_come_meanwhile()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync();
        AppProcess ann = await site.ComeAsync("ann");
        await site.Terminal.TypeAsync("/say čau 世");
        ann.Write("first 😀\n");
        await site.Terminal.ShowsAsync("ann: first 😀");
        await site.Terminal.AsksAsync("> /say čau 世");
        await site.Terminal.TypeAsync("界!");
        await site.Terminal.PressAsync("Left", "Left", "Left");
        ann.Write("second\n");
        await site.Terminal.ShowsAsync("ann: second");
        await site.Terminal.TypeAsync("é");
        await site.Terminal.AsksAsync("> /say čau é世界!");
        Assert.Equal("> /say čau é".Length, await site.Terminal.CursorAsync());
        await site.Terminal.PressAsync("Enter");
        await ann.SaysAsync("! čau é世界!");
        await site.Terminal.ShowsAsync("! čau é世界!");
        await site.Terminal.AsksAsync("> ");
    }

    [Fact]
    public async Task Lines_come_back_with_the_arrow_keys()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync();
        AppProcess ann = await site.ComeAsync("ann");
        await site.Terminal.DoAsync("/say one", "! one");
        await site.Terminal.DoAsync("/say two", "! two");
        await site.Terminal.TypeAsync("/say thr");
        await site.Terminal.PressAsync("Up", "Up");
        await site.Terminal.AsksAsync("> /say one");
        await site.Terminal.PressAsync("Down", "Down");
        await site.Terminal.AsksAsync("> /say thr");
        await site.Terminal.TypeAsync("ee");
        await site.Terminal.PressAsync("Enter");
        await ann.SaysAsync("! three");
    }

    [Fact]
    public async Task Who_is_here_is_listed_and_who_is_kicked_goes()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync();
        await site.Terminal.DoAsync("/who", "Nobody is here.");
        AppProcess ann = await site.ComeAsync("ann");
        AppProcess bob = await site.ComeAsync("bob");
        await site.Terminal.DoAsync("/who", "Printer 10: 2 connections");
        string[] lines = await site.Terminal.LinesAsync();
        Assert.Contains(lines, static line => System.Text.RegularExpressions.Regex.IsMatch(line, "^  ann  [0-9a-f]{32}  127.0.0.1:[0-9]+  [0-9]{2}:[0-9]{2} *$"));
        Assert.Contains(lines, static line => System.Text.RegularExpressions.Regex.IsMatch(line, "^  bob  [0-9a-f]{32}  127.0.0.1:[0-9]+  [0-9]{2}:[0-9]{2} *$"));
        await site.Terminal.DoAsync("/kick ann", "ann was kicked.");
        Assert.NotEqual(0, await ann.ExitAsync());
        Assert.Contains("kicked", ann.Output.Text, StringComparison.Ordinal);
        await bob.SaysAsync("ann was kicked.");
        await site.Terminal.ShowsAsync("- ann left");
        // Kicked is not banned.
        await site.Chat("ann").SaysAsync("* ann joined");
    }

    [Fact]
    public async Task Who_is_banned_is_refused_until_the_ban_is_lifted()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync();
        AppProcess ann = await site.ComeAsync("ann");
        await site.Terminal.DoAsync("/ban ann", "is banned");
        Assert.NotEqual(0, await ann.ExitAsync());
        AppProcess refused = site.Chat("ann");
        Assert.Equal(1, await refused.ExitAsync());
        Assert.DoesNotContain("joined", refused.Output.Text, StringComparison.Ordinal);
        await site.Terminal.ShowsAsync("was refused: ");
        await site.Terminal.DoAsync("/bans", "is banned by console");
        await site.Terminal.DoAsync("/unban ann", "no longer banned");
        await site.Chat("ann").SaysAsync("* ann joined");
    }

    [Fact]
    public async Task Who_is_muted_is_not_heard_until_the_mute_is_lifted()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync();
        AppProcess ann = await site.ComeAsync("ann");
        AppProcess bob = await site.ComeAsync("bob");
        await site.Terminal.DoAsync("/mute ann 10m", "is muted");
        ann.Write("unheard\n");
        await ann.ComplainsAsync("was not delivered (you are muted");
        await site.Terminal.DoAsync("/who", "  muted");
        await site.Terminal.DoAsync("/unmute ann", "no longer muted");
        ann.Write("heard\n");
        await bob.SaysAsync("ann: heard");
        Assert.DoesNotContain("unheard", bob.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_makes_no_sense_is_answered_with_what_does()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync();
        await site.Terminal.DoAsync("hello", "Nothing was said. /say TEXT speaks in the room's name");
        await site.Terminal.DoAsync("/kill ann", "There is no /kill: /help lists what there is.");
        await site.Terminal.DoAsync("/kick nobody", "Nobody is or was here as nobody");
        await site.Terminal.DoAsync("/kick", "/kick NAME");
        await site.Terminal.DoAsync("/help", "NAME is a display name or a client id; /who shows both.");
        await site.Terminal.TypeAsync("/unm");
        await site.Terminal.PressAsync("Tab");
        await site.Terminal.AsksAsync("> /unmute");
    }

    [Fact]
    public async Task Among_several_rooms_one_is_chosen_and_each_line_says_whose_it_is()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync("-nos 2", shows: "Printer 20 ready on ");
        AppProcess ann = await site.ComeAsync("ann", "Printer 10");
        AppProcess bob = await site.ComeAsync("bob", "Printer 20");
        ann.Write("in the first\n");
        bob.Write("in the second\n");
        await site.Terminal.ShowsAsync("[Printer 10] ann: in the first");
        await site.Terminal.ShowsAsync("[Printer 20] bob: in the second");
        await site.Terminal.DoAsync("/say to whom?", "Which room? /room NAME chooses one, /room lists them.");
        await site.Terminal.DoAsync("/who", "Printer 20: 1 connection");
        await site.Terminal.ShowsAsync("Printer 10: 1 connection");
        await site.Terminal.DoAsync("/room 20", "Commands are for Printer 20 now.");
        await site.Terminal.AsksAsync("Printer 20> ");
        await site.Terminal.DoAsync("/room", "* Printer 20 on 127.0.0.1:");
        await site.Terminal.DoAsync("/say to the second", "! [Printer 20] to the second");
        await bob.SaysAsync("! to the second");
        await site.Terminal.DoAsync("/room Attic", "No room's name has Attic in it");
        await site.Terminal.DoAsync("/room printer 10", "Commands are for Printer 10 now.");
        await site.Terminal.DoAsync("/say to the first", "! [Printer 10] to the first");
        await ann.SaysAsync("! to the first");
        Assert.DoesNotContain("to the second", ann.Output.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/quit", "Enter")]
    [InlineData("", "C-c")]
    public async Task The_rooms_stop_when_told_and_the_terminal_is_as_it_was(string typed, string key)
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync();
        AppProcess ann = await site.ComeAsync("ann");
        await site.Terminal.PressAsync("C-d");
        await site.Terminal.ShowsAsync("/quit stops the rooms.");
        await site.Terminal.TypeAsync(typed + " ");
        await site.Terminal.PressAsync(key);
        await site.Terminal.ShowsAsync("ended with 0");
        // Else she waits for the room to come back.
        ann.EndInput();
        await ann.ExitAsync();
        string after = Path.Combine(site.Directory, "terminal.after");
        string before = await File.ReadAllTextAsync(Path.Combine(site.Directory, "terminal.before"));
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (!File.Exists(after) || (await File.ReadAllTextAsync(after)).Length < before.Length)
            await Task.Delay(50, patience.Token);
        Assert.Equal(before, await File.ReadAllTextAsync(after));
    }

    [Fact]
    public async Task Where_standard_output_goes_elsewhere_the_operator_still_commands()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync(behind: "| tee screen.txt");
        await site.Terminal.ShowsAsync("/help lists what you can do here.");
        AppProcess ann = await site.ComeAsync("ann");
        await site.Terminal.DoAsync("/who", "Printer 10: 1 connection");
        await site.Terminal.DoAsync("/say by a pipe", "Printer 10: notice: by a pipe");
        await ann.SaysAsync("! by a pipe");
        await site.Terminal.PressAsync("C-d");
        await site.Terminal.ShowsAsync("The console is closed, and the rooms go on.");
        ann.Write("still here\n");
        await site.Terminal.ShowsAsync("[Printer 10] ann: still here");
        // tee writes into the file after it has written to the terminal.
        string[] lines = [];
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (!lines.Contains("[Printer 10] ann: still here"))
            lines = await File.ReadAllLinesAsync(Path.Combine(site.Directory, "screen.txt"), patience.Token);
        Assert.Equal(["Printer 10: ann joined", "Printer 10: notice: by a pipe", "[Printer 10] ann: still here"], lines[1..]);
    }

    [Theory]
    [InlineData("", "< /dev/null")]
    [InlineData("set -m;", "& sleep 3600")]
    public async Task Without_a_terminal_to_read_from_there_is_no_console_and_the_rooms_serve(string before, string behind)
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync("", before, behind);
        AppProcess ann = await site.ComeAsync("ann");
        ann.Write("hello\n");
        await site.Terminal.ShowsAsync("  ann: hello");
        string[] lines = await site.Terminal.LinesAsync();
        Assert.DoesNotContain(lines, static line => line.StartsWith('>') || line.Contains("/help", StringComparison.Ordinal));
    }
}
