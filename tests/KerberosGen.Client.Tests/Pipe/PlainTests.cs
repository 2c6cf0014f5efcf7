using Screen = KerberosGen.EndToEnd.Tests.Terminal;

namespace KerberosGen.Client.Tests.Pipe;

public sealed class PlainTests
{
    private const string Password = "open-sesame";

    [Theory]
    [InlineData("client chat 'Printer 10' --plain")]
    [InlineData("TERM=dumb client chat 'Printer 10'")]
    public async Task At_a_terminal_lines_show_what_was_typed_once_and_take_commands(string command)
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10"], "--message-size", "100");
        await site.RegisterAsync("ann", Password);
        await site.RegisterAsync("ben", Password);
        string path = Path.GetDirectoryName(Apps.PathOf("client"))!;
        await using Screen terminal = await Screen.StartAsync(site.DirectoryOf("ann"), $"export PATH=\"{path}:$PATH\"; {command}");
        await terminal.ShowsAsync("The password of ann");
        await terminal.DoAsync(Password, "* ann joined");
        await terminal.TypeAsync("hello all");
        await terminal.PressAsync("Enter");
        await rooms.SaysAsync("ann: hello all");
        await site.ChatAsync("ben", Password, "Printer 10", "welcome\n", "--since", "now");
        await terminal.ShowsAsync("ben: welcome");
        await terminal.DoAsync("/who", "Here: ann");
        await terminal.DoAsync("/nonsense", "There is no /nonsense");
        await terminal.DoAsync(new string('x', 120), "That was not delivered (it has 125 bytes, and the limit is 100. Send it in parts)");
        await terminal.DoAsync("/kick ben", "That was not delivered (That was not sent to anyone");
        await terminal.DoAsync("all the same", "all the same");
        await rooms.SaysAsync("ann: all the same");
        await terminal.DoAsync("/quit", "ended with 0");

        string[] rows = await terminal.LinesAsync();
        // What the room refuses stands beside what was typed, and nowhere else.
        Assert.DoesNotContain(rows, static row => row.Contains(" ! ", StringComparison.Ordinal));
        Assert.Single(rows, static row => row.Contains("hello all", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, static row => row.Contains(Password, StringComparison.Ordinal));
        Assert.DoesNotContain("\e[?", terminal.Raw[terminal.Raw.IndexOf("joined", StringComparison.Ordinal)..terminal.Raw.IndexOf("/quit", StringComparison.Ordinal)], StringComparison.Ordinal);
    }
}
