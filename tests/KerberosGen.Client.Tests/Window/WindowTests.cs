using KerberosGen.Clients;
using Screen = KerberosGen.EndToEnd.Tests.Terminal;

namespace KerberosGen.Client.Tests;

/// <summary>What a chat window shows, in a real terminal.</summary>
[Collection(nameof(WindowCollection))]
public sealed class WindowTests(WindowSite site)
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public async Task What_is_said_stands_above_how_things_stand_below_it_and_what_is_typed_at_the_bottom(int columns, int rows)
    {
        string room = site.TakeRoom();
        await using ChatClient bob = await site.EnterAsync("bob", room);
        await using Screen alice = await site.OpenAsync("alice", room, columns, rows);
        await alice.ShowsAsync("2 here");
        await bob.SendAsync("hello from bob", CancellationToken.None);
        await alice.ShowsAsync("bob: hello from bob");
        await alice.TypeAsync("hi");
        await alice.UntilAsync(static shown => shown[^1] == "> hi", "what is typed does not stand in the last row");

        string[] shown = await alice.RowsAsync();
        Assert.Equal(rows, shown.Length);
        Assert.StartsWith($" {room}  alice  connected, 2 here", shown[^2], StringComparison.Ordinal);
        Assert.Contains("bob: hello from bob", shown[^3], StringComparison.Ordinal);
        // Who is here, at the side, where there is room for it.
        Assert.Equal(columns >= 100, shown.Any(static row => row.EndsWith("│ alice", StringComparison.Ordinal)));
        Assert.Equal(columns >= 100, shown.Any(static row => row.EndsWith("│ bob", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_window_follows_the_size_of_its_terminal()
    {
        string room = site.TakeRoom();
        await using Screen alice = await site.OpenAsync("alice", room);
        await alice.DoAsync("a sentence that is long enough to be broken where the terminal is small", "alice: a sentence that is long enough to be broken where the terminal is");
        await alice.TypeAsync("draft");
        await alice.ResizeAsync(120, 40);
        await alice.UntilAsync(static shown => shown.Length == 40 && shown[^1] == "> draft" && shown.Any(static row => row.EndsWith("│ alice", StringComparison.Ordinal)), "it did not grow");
        await alice.ResizeAsync(30, 10);
        await alice.UntilAsync(static shown => shown.Length == 10 && shown[^1] == "> draft" && !shown.Any(static row => row.Contains('│', StringComparison.Ordinal)), "it did not shrink");
        await alice.UntilAsync(static shown => shown.Any(static row => row.TrimStart().StartsWith("terminal is small", StringComparison.Ordinal) || row.Contains("small", StringComparison.Ordinal)), "the sentence was not broken anew");
    }

    [Theory]
    [InlineData(20, 5)]
    [InlineData(10, 3)]
    [InlineData(4, 2)]
    [InlineData(2, 1)]
    public async Task A_terminal_that_is_tiny_breaks_nothing(int columns, int rows)
    {
        string room = site.TakeRoom();
        await using ChatClient bob = await site.EnterAsync("bob", room);
        await using Screen alice = await site.OpenAsync("alice", room);
        await alice.ResizeAsync(columns, rows);
        await alice.UntilAsync(shown => shown.Length <= rows, "it did not shrink");
        await alice.TypeAsync("漢字 is typed here");
        await bob.SendAsync("漢字 is said, and a few words more", CancellationToken.None);
        await alice.ResizeAsync(80, 24);
        await alice.ShowsAsync("bob: 漢字 is said, and a few words more");
        await alice.UntilAsync(static shown => shown[^1] == "> 漢字 is typed here", "what was typed is gone");
    }

    [Fact]
    public async Task What_is_typed_survives_messages_that_arrive_in_the_middle_of_a_word()
    {
        string room = site.TakeRoom();
        await using ChatClient bob = await site.EnterAsync("bob", room);
        await using Screen alice = await site.OpenAsync("alice", room);
        for (int i = 1; i <= 9; i++)
        {
            await alice.TypeAsync($"{i}ä");
            await bob.SendAsync($"message {i}", CancellationToken.None);
        }

        await alice.ShowsAsync("bob: message 9");
        await alice.UntilAsync(static shown => shown[^1] == "> 1ä2ä3ä4ä5ä6ä7ä8ä9ä", "what was typed was disturbed");
        Assert.Equal(20, await alice.CursorAsync());
        await alice.PressAsync("Enter");
        await alice.ShowsAsync("alice: 1ä2ä3ä4ä5ä6ä7ä8ä9ä");
    }

    [Fact]
    public async Task Scrolled_up_it_stays_with_what_is_read_and_says_how_much_is_new()
    {
        string room = site.TakeRoom();
        await using ChatClient bob = await site.EnterAsync("bob", room);
        await using Screen alice = await site.OpenAsync("alice", room);
        for (int i = 1; i <= 60; i++)
            await bob.SendAsync($"line {i}.", CancellationToken.None);
        await alice.ShowsAsync("line 60.");
        await alice.PressAsync("PageUp");
        await alice.UntilAsync(static shown => !shown.Any(static row => row.Contains("line 60.", StringComparison.Ordinal)), "it did not scroll");
        string[] before = await alice.RestAsync();
        await bob.SendAsync("far below", CancellationToken.None);
        await alice.ShowsAsync("1 new below");
        Assert.Equal(before[..^2], (await alice.RowsAsync())[..^2]);
        await alice.PressAsync("PageDown", "PageDown");
        await alice.ShowsAsync("bob: far below");
        await alice.UntilAsync(static shown => !shown[^2].Contains("new below", StringComparison.Ordinal), "it still says that something is new");
    }

    [Fact]
    public async Task NO_COLOR_leaves_out_every_colour()
    {
        string room = site.TakeRoom();
        await using ChatClient bob = await site.EnterAsync("bob", room);
        await bob.SendAsync("alice: here you are", CancellationToken.None);
        await using Screen plain = await site.OpenAsync("alice", room, environment: "NO_COLOR=1");
        await plain.ShowsAsync("here you are");
        string raw = await plain.RawAsync("here you are");
        Assert.DoesNotMatch("\u001b\\[[0-9;]*\\b(3[0-7]|38|4[0-7]|48|9[0-7]|10[0-7])\\b[0-9;]*m", raw);
        await using Screen coloured = await site.OpenAsync("carol", room);
        await coloured.ShowsAsync("here you are");
        Assert.Matches("\u001b\\[[0-9;]*\\b38;5;[0-9]+m", await coloured.RawAsync("here you are"));
    }

    [Fact]
    public async Task Text_of_others_never_drives_the_terminal()
    {
        string room = site.TakeRoom();
        await using ChatClient bob = await site.EnterAsync("bob", room);
        await using Screen alice = await site.OpenAsync("alice", room);
        string[] hostile = ["\u001b]0;taken over\u0007", "\u001b[2J\u001b[31m red", "\u009b31m", "back\b\b\rspace", "\u202eturned around\u2066", "_F https://example.org/a_b", "\u001b[6n", "a\u0000b"];
        foreach (string text in hostile)
            await bob.SendAsync(text, CancellationToken.None);
        await bob.SendAsync("the last one", CancellationToken.None);
        await alice.ShowsAsync("bob: the last one");
        string raw = await alice.RawAsync("the last one");
        foreach (string driving in new[] { "\u001b]", "\u001b[31m", "\u001b[6n", "\u009b", "\u202e", "\u2066", "\b", "\u0000", "\u0007" })
            Assert.DoesNotContain(driving, raw, StringComparison.Ordinal);
        Assert.Contains((await alice.RowsAsync()), static row => row.Contains("_F https://example.org/a_b", StringComparison.Ordinal));
        Assert.Contains((await alice.RowsAsync()), static row => row.Contains("\\u001b]0;taken over\\u0007", StringComparison.Ordinal));
    }
}
