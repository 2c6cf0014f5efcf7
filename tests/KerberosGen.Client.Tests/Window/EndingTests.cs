using System.Diagnostics;
using KerberosGen.Clients;
using Screen = KerberosGen.EndToEnd.Tests.Terminal;

namespace KerberosGen.Client.Tests;

/// <summary>How a chat window ends: the terminal is always as it was.</summary>
[Collection(nameof(WindowCollection))]
public sealed class EndingTests(WindowSite site)
{
    [Theory]
    [InlineData("C-c", 130)]
    [InlineData("C-d", 0)]
    public async Task A_key_leaves(string key, int code)
    {
        await using Screen alice = await site.OpenAsync("alice", site.TakeRoom());
        await alice.PressAsync(key);
        await AssertEndedAsync(alice, code);
    }

    [Fact]
    public async Task Quit_leaves_once_the_room_has_what_was_typed()
    {
        string room = site.TakeRoom();
        await using ChatClient bob = await site.EnterAsync("bob", room);
        await using Screen alice = await site.OpenAsync("alice", room);
        await alice.TypeAsync("my last words");
        await alice.PressAsync("Enter");
        await alice.TypeAsync("/quit");
        await alice.PressAsync("Enter");
        await AssertEndedAsync(alice, 0);
        await using Screen carol = await site.OpenAsync("carol", room);
        await carol.ShowsAsync("alice: my last words");
    }

    [Fact]
    public async Task A_signal_gives_the_terminal_back()
    {
        await using Screen alice = await site.OpenAsync("alice", site.TakeRoom());
        using (Process kill = Process.Start("kill", ["-TERM", await alice.FileAsync("client.pid")]))
            await kill.WaitForExitAsync();
        await AssertEndedAsync(alice, 130);
    }

    [Fact]
    public async Task Who_is_put_out_reads_why_once_the_terminal_is_as_it_was()
    {
        string room = site.TakeRoom();
        await using ChatClient bob = await site.EnterAsync("bob", room);
        await using Screen carol = await site.OpenAsync("carol", room);
        await bob.SendAsync("/kick carol", CancellationToken.None);
        await AssertEndedAsync(carol, 1);
        string[] left = await carol.RowsAsync();
        Assert.Contains(left, static row => row.Contains("put out", StringComparison.Ordinal) || row.Contains("kicked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_room_that_is_killed_and_comes_back_is_told_in_the_window_and_nothing_is_lost()
    {
        AppProcess mortal = await site.StartMortalRoomAsync();
        await using Screen alice = await site.OpenAsync("alice", "Mortal 10");
        await using Screen bob = await site.OpenAsync("bob", "Mortal 10");
        await alice.DoAsync("before", "alice: before");
        await bob.ShowsAsync("alice: before");
        await mortal.KillAsync();
        await alice.ShowsAsync("alice  reconnecting");
        await alice.TypeAsync("meanwhile");
        await alice.PressAsync("Enter");
        await alice.ShowsAsync("1 waiting");
        await site.StartMortalRoomAsync();
        await alice.ShowsAsync("alice  connected");
        await bob.ShowsAsync("alice: meanwhile");
        await alice.UntilAsync(static shown => shown.Count(static row => row.Contains("alice: meanwhile", StringComparison.Ordinal)) == 1 && !shown[^2].Contains("waiting", StringComparison.Ordinal), "it was not delivered once");
        await bob.UntilAsync(static shown => shown.Count(static row => row.Contains("alice: before", StringComparison.Ordinal)) == 1, "what was shown before was shown again");
    }

    [Fact]
    public async Task Three_terminals_show_the_same_order()
    {
        string room = site.TakeRoom();
        await using Screen alice = await site.OpenAsync("alice", room, rows: 60);
        await using Screen bob = await site.OpenAsync("bob", room, rows: 60);
        await using Screen carol = await site.OpenAsync("carol", room, rows: 60);
        await alice.ShowsAsync("3 here");
        (string Name, Screen Screen)[] all = [("alice", alice), ("bob", bob), ("carol", carol)];
        await Task.WhenAll(all.Select(static async one =>
        {
            for (int i = 1; i <= 8; i++)
            {
                await one.Screen.TypeAsync($"{one.Name} says {i}.");
                await one.Screen.PressAsync("Enter");
            }
        }));
        foreach ((_, Screen screen) in all)
            await screen.UntilAsync(static shown => Said(shown).Length == 24, "not everything was shown");
        string[] order = Said(await alice.RowsAsync());
        Assert.Equal(order, Said(await bob.RowsAsync()));
        Assert.Equal(order, Said(await carol.RowsAsync()));
    }

    private static string[] Said(string[] rows) => [.. rows.Where(static row => row.Contains(" says ", StringComparison.Ordinal)).Select(static row => row.TrimEnd())];

    private static async Task AssertEndedAsync(Screen screen, int code)
    {
        await screen.ShowsAsync($"ended with {code}");
        Assert.Equal(await screen.FileAsync("terminal.before"), await screen.FileAsync("terminal.after"));
        string raw = await screen.RawAsync($"ended with {code}");
        foreach (string mode in new[] { "?1049", "?2004", "?1004" })
            Assert.True(raw.LastIndexOf($"\u001b[{mode}l", StringComparison.Ordinal) > raw.LastIndexOf($"\u001b[{mode}h", StringComparison.Ordinal), $"{mode} was not taken back");
        Assert.True(raw.LastIndexOf("\u001b[?25h", StringComparison.Ordinal) > raw.LastIndexOf("\u001b[?25l", StringComparison.Ordinal), "the cursor is hidden");
    }
}
