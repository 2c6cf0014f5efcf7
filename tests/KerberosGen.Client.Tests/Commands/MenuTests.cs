using Screen = KerberosGen.EndToEnd.Tests.Terminal;

namespace KerberosGen.Client.Tests.Commands;

/// <summary>The seed's menu, at a terminal.</summary>
public sealed class MenuTests
{
    private static readonly string Client = Apps.PathOf("client");

    [Fact]
    public async Task The_menu_takes_a_new_client_from_registering_to_chatting_and_back()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10", "Printer 20"], "-nos", "2");
        await using Screen terminal = await Screen.StartAsync(site.DirectoryOf("ann"), $"{Client} -un ann -p {site.KdcPort}");
        await terminal.ShowsAsync("You are not registered yet.");
        await terminal.PressAsync("Enter");
        await terminal.ShowsAsync("A password for ann:");
        await terminal.DoAsync(ClientSite.Password, "The same again:");
        await terminal.DoAsync(ClientSite.Password, "Hello, ann.");

        await terminal.PressAsync("Enter");
        await terminal.ShowsAsync("TICKET  NAME");
        await terminal.ShowsAsync("Printer 20");

        await ChooseAsync(terminal, "Connect to a room", "Which room?");
        await ChooseAsync(terminal, "Printer 20", "");
        await rooms.SaysAsync("Printer 20: ann joined");
        await terminal.TypeAsync("hello from the menu");
        await terminal.PressAsync("Enter");
        await rooms.SaysAsync("[Printer 20] ann: hello from the menu");
        await terminal.TypeAsync("/quit");
        await terminal.PressAsync("Enter");
        await rooms.SaysAsync("Printer 20: ann left");

        await ChooseAsync(terminal, "Quit", "ended with 0");
    }

    [Fact]
    public async Task Whatever_goes_wrong_is_shown_and_the_menu_goes_on()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        await site.Kdc.StopAsync();
        await using Screen terminal = await Screen.StartAsync(site.Apps.DirectoryOf("ann"), Client);
        await terminal.ShowsAsync("Hello, ann.");
        await terminal.PressAsync("Enter");
        await terminal.ShowsAsync($"The KDC at 127.0.0.1:{site.Apps.KdcPort} cannot be reached");
        await ChooseAsync(terminal, "Connect to a room", "");
        await ChooseAsync(terminal, "Quit", "ended with 0");
    }

    [Fact]
    public async Task One_may_think_better_of_connecting()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        await using Screen terminal = await Screen.StartAsync(site.Apps.DirectoryOf("ann"), Client);
        await ChooseAsync(terminal, "Connect to a room", "Which room?");
        await ChooseAsync(terminal, "Back", "");
        await ChooseAsync(terminal, "Quit", "ended with 0");
    }

    [Fact]
    public async Task Ctrl_C_in_the_menu_ends_with_130_and_shows_the_cursor()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        await using Screen terminal = await Screen.StartAsync(site.Apps.DirectoryOf("ann"), Client);
        await terminal.ShowsAsync("> List the rooms");
        await terminal.PressAsync("C-c");
        await terminal.ShowsAsync("ended with 130");
        string raw = await terminal.RawAsync("ended with 130");
        Assert.True(raw.LastIndexOf("\e[?25h", StringComparison.Ordinal) > raw.LastIndexOf("\e[?25l", StringComparison.Ordinal), "The cursor stayed hidden.");
    }

    [Fact]
    public async Task In_a_script_the_menu_says_to_use_a_command()
    {
        await using ClientSite site = await ClientSite.StartAsync();
        Assert.Equal("The menu needs a terminal. In a script, use a command: 'client --help' lists them.", await site.FailAsync("-un", "ann"));
    }

    /// <summary>Goes down to an entry, takes it, and waits for what it shows.</summary>
    private static async Task ChooseAsync(Screen terminal, string entry, string shows)
    {
        string marked = $"> {entry}";
        await terminal.UntilAsync(rows => rows.Any(row => row.TrimEnd() == marked || row.TrimEnd() == $"  {entry}") && MarkedIn(rows) is not null, $"there is no entry '{entry}'");
        while (MarkedIn(await terminal.RowsAsync()) is var at && at != marked)
        {
            // A second key before the first was seen would go past the entry.
            await terminal.PressAsync("Down");
            await terminal.UntilAsync(rows => MarkedIn(rows) is { } next && next != at, "the mark did not move");
        }

        await terminal.PressAsync("Enter");
        if (shows.Length > 0)
            await terminal.ShowsAsync(shows);
    }

    private static string? MarkedIn(string[] rows) => rows.LastOrDefault(static row => row.StartsWith("> ", StringComparison.Ordinal))?.TrimEnd();
}
