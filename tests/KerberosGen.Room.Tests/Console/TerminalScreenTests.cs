using System.Text.RegularExpressions;

namespace KerberosGen.Room.Tests;

/// <summary>What rooms show on a terminal.</summary>
public sealed partial class TerminalScreenTests
{
    [Fact]
    public async Task Who_comes_speaks_and_goes_is_shown_with_the_time()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync();
        AppProcess ann = await site.ComeAsync("ann");
        ann.Write("hello\n");
        ann.EndInput();
        Assert.Equal(0, await ann.ExitAsync());
        await site.Terminal.ShowsAsync("- ann left");
        string[] events = [.. (await site.Terminal.LinesAsync()).Where(static line => EventLine().IsMatch(line)).Select(static line => line[9..].TrimEnd())];
        Assert.Equal(["+ ann joined", "  ann: hello", "- ann left"], events[^3..]);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1", false)]
    public async Task Colours_are_shown_unless_they_are_not_wanted(string variable, bool isColoured)
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync(before: variable);
        AppProcess ann = await site.ComeAsync("ann");
        ann.Write("hello\n");
        await site.Terminal.ShowsAsync("ann: hello");
        await site.Terminal.DoAsync("/say attention", "! attention");
        await site.Terminal.DoAsync("/who", "Printer 10: 1 connection");
        string raw = await site.Terminal.RawAsync("Printer 10: 1 connection");
        Assert.Equal(isColoured, Sgr().IsMatch(raw));
        Assert.Equal(isColoured, raw.Contains("\e[33mattention\e[0m", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_hostile_is_shown_and_does_nothing()
    {
        string[] hostile =
        [
            "\e]0;owned\a title", "\e[2J\e[H cleared", "\u009b31m eight-bit", "\rback", "\u202egnp.exe", "\u2066isolated", "zero\u200bwidth",
            "tag\U000E0041", "\e[6n report", "\eP+q544e\e\\ query", "del\u007f", "\u2028line", "\e[?1049h other screen",
        ];
        await using ConsoleSite site = await ConsoleSite.StartAsync();
        foreach (string[] some in hostile.Chunk(5))
        {
            AppProcess client = await site.ComeAsync($"ann{some[0].Length}");
            foreach (string text in some)
                client.Write(text + "\n");
            client.Write("done\n");
            await client.SaysAsync("done");
        }

        await site.Terminal.DoAsync("/say done", "! done");
        await site.Terminal.DoAsync("/kick nobody", "Nobody is or was here as nobody");
        string raw = await site.Terminal.RawAsync("Nobody is or was here as nobody");
        // Only what the screen itself writes is left: colours, the erased row, the saved cursor, and .NET's keypad mode.
        string rest = OwnSequences().Replace(raw, "");
        Assert.DoesNotContain(rest, static c => char.IsControl(c) && c is not ('\r' or '\n'));
        Assert.DoesNotMatch("[\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\u0080-\u009f]", rest);
        Assert.Contains("\\u001b]0;owned\\u0007 title", rest, StringComparison.Ordinal);
        Assert.Contains("\\u202egnp.exe", rest, StringComparison.Ordinal);
        Assert.Contains("zero\\u200bwidth", rest, StringComparison.Ordinal);
        await site.Terminal.AsksAsync("> ");
    }

    [Fact]
    public async Task Long_lines_stay_whole_and_the_operators_row_stays_one_row()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync();
        AppProcess ann = await site.ComeAsync("ann");
        string said = string.Concat(Enumerable.Range(100, 100).Select(static n => $"{n} "));
        string typed = string.Concat(Enumerable.Range(0, 60).Select(static n => $"{n}世"));
        await site.Terminal.TypeAsync("/say " + typed);
        ann.Write(said + "\n");
        await site.Terminal.ShowsAsync(said.TrimEnd());
        await site.Terminal.AsksAsync(static row => row.StartsWith("> ", StringComparison.Ordinal) && row.EndsWith("58世59世", StringComparison.Ordinal));
        await site.Terminal.PressAsync("Home");
        await site.Terminal.ResizeAsync(40);
        ann.Write("narrow\n");
        await site.Terminal.ShowsAsync("ann: narrow");
        await site.Terminal.PressAsync("End");
        await site.Terminal.TypeAsync("!");
        await site.Terminal.PressAsync("Enter");
        await ann.SaysAsync($"! {typed}!");
        Assert.InRange((await site.Terminal.RowsAsync()).Length, 1, 24);
    }

    [Fact]
    public async Task The_log_and_the_screen_never_tear_each_others_lines()
    {
        await using ConsoleSite site = await ConsoleSite.StartAsync("--log-level debug");
        await site.Terminal.TypeAsync("/say half a w");
        string[] names = ["ann", "bob", "cyril"];
        foreach (string name in names)
            await site.RegisterAsync(name);
        await Task.WhenAll(names.Select(async name =>
        {
            for (int round = 0; round < 4; round++)
            {
                AppProcess client = site.Chat(name);
                client.Write(string.Concat(Enumerable.Range(0, 3).Select(n => $"{round} {n}\n")));
                client.EndInput();
                Assert.True(await client.ExitAsync() == 0, client.Errors.Text);
            }
        }));
        await site.Terminal.AsksAsync("> /say half a w");
        await site.Terminal.TypeAsync("ord");
        await site.Terminal.PressAsync("Enter");
        await site.Terminal.ShowsAsync("! half a word");
        // The log has a way of its own to the screen, and may be late; and a line that is being written is not whole yet.
        string[] lines = await site.Terminal.LinesAsync(
            static lines => Counts(lines) is { Joined: >= 12, Messages: >= 36, CameIn: >= 12 } && lines.All(IsWhole), "not every line was shown whole");
        Assert.Equal((12, 36, 12), Counts(lines));
    }

    private static bool IsWhole(string line) => WholeLine().IsMatch(line.TrimEnd());

    private static (int Joined, int Messages, int CameIn) Counts(string[] lines) =>
    (
        lines.Count(static line => line.Contains(" joined", StringComparison.Ordinal)),
        lines.Count(static line => Message().IsMatch(line)),
        lines.Count(static line => line.Contains(" came in as client ", StringComparison.Ordinal)));

    [GeneratedRegex("^.{9}  (ann|bob|cyril): [0-9] [0-9]")]
    private static partial Regex Message();

    [GeneratedRegex("^[0-9]{2}:[0-9]{2}:[0-9]{2} ([-+!*] |  )")]
    private static partial Regex EventLine();

    [GeneratedRegex(@"^([0-9]{2}:[0-9]{2}:[0-9]{2} ([-+!*] [^ ]|  [^ ]|(dbug|info|warn): [^ ]+).*|> .*|>|/help lists what you can do here\.|The room has said it\.)$")]
    private static partial Regex WholeLine();

    [GeneratedRegex("\e\\[[0-9;]+m")]
    private static partial Regex Sgr();

    [GeneratedRegex("\e\\[[0-9;]*m|\e\\[K|\e[78]|\e\\[\\?1h\e=|\e\\[\\?1h|\e=")]
    private static partial Regex OwnSequences();
}
