using Screen = KerberosGen.EndToEnd.Tests.Terminal;

namespace KerberosGen.Client.Tests;

/// <summary>What is typed into a chat window, in a real terminal.</summary>
[Collection(nameof(WindowCollection))]
public sealed class TypingTests(WindowSite site)
{
    [Fact]
    public async Task The_cursor_stands_right_behind_wide_characters_and_pictures()
    {
        await using Screen alice = await site.OpenAsync("alice", site.TakeRoom());
        await alice.TypeAsync("ä漢字🙂x");
        await ReadsAsync(alice, "ä漢字🙂x", cursor: 8);
        await alice.PressAsync("Left", "Left", "Left");
        await ReadsAsync(alice, "ä漢字🙂x", cursor: 3);
        await alice.PressAsync("BSpace");
        await ReadsAsync(alice, "ä字🙂x", cursor: 1);
        await alice.PressAsync("Enter");
        await alice.ShowsAsync("alice: ä字🙂x");
    }

    [Fact]
    public async Task A_line_is_edited_with_the_keys_of_a_shell()
    {
        await using Screen alice = await site.OpenAsync("alice", site.TakeRoom());
        await alice.TypeAsync("one two three");
        await alice.PressAsync("C-w");
        await ReadsAsync(alice, "one two", cursor: 8);
        await alice.PressAsync("C-y", "C-a", "M-f");
        await ReadsAsync(alice, "one two three", cursor: 3);
        await alice.PressAsync("C-k");
        await ReadsAsync(alice, "one", cursor: 3);
        await alice.PressAsync("Home", "DC");
        await ReadsAsync(alice, "ne", cursor: 0);
        await alice.PressAsync("End", "C-u");
        await ReadsAsync(alice, "", cursor: 0);
        await alice.PressAsync("C-y", "M-b");
        await ReadsAsync(alice, "ne", cursor: 0);
        await alice.PressAsync("Right");
        await ReadsAsync(alice, "ne", cursor: 1);
    }

    [Fact]
    public async Task What_was_typed_before_comes_back_and_the_draft_is_kept()
    {
        await using Screen alice = await site.OpenAsync("alice", site.TakeRoom());
        await alice.DoAsync("first", "alice: first");
        await alice.DoAsync("second", "alice: second");
        await alice.TypeAsync("draft");
        await alice.PressAsync("Up");
        await ReadsAsync(alice, "second", cursor: 6);
        await alice.PressAsync("Up", "Up");
        await ReadsAsync(alice, "first", cursor: 5);
        await alice.PressAsync("Down", "Down");
        await ReadsAsync(alice, "draft", cursor: 5);
    }

    [Fact]
    public async Task One_line_that_is_pasted_is_inserted_and_several_are_asked_about_first()
    {
        string room = site.TakeRoom();
        await using Screen alice = await site.OpenAsync("alice", room);
        await alice.TypeAsync("a b");
        await alice.PressAsync("Left");
        string wide = string.Concat(Enumerable.Repeat("漢字", 25));
        await alice.PasteAsync($"{wide}\n");
        await alice.UntilAsync(shown => string.Concat(shown[^2..]).Replace(" ", "", StringComparison.Ordinal).EndsWith($">a{wide}b", StringComparison.Ordinal), "the line was not inserted");
        await alice.PressAsync("C-e", "C-u");
        await alice.TypeAsync("draft");
        await alice.PasteAsync("one\ntwo ä\n\nthree\n");
        await alice.AsksAsync("Send 3 lines? Enter sends them, Esc does not.");
        await alice.PressAsync("Escape");
        await ReadsAsync(alice, "draft", cursor: 5);
        await alice.PasteAsync("four\nfive\n");
        await alice.AsksAsync("Send 2 lines? Enter sends them, Esc does not.");
        await alice.PressAsync("Enter");
        await alice.ShowsAsync("alice: five");
        await ReadsAsync(alice, "draft", cursor: 5);
        string[] said = [.. (await alice.RowsAsync()).Where(static row => row.Contains("alice: ", StringComparison.Ordinal))];
        Assert.Equal(["alice: four", "alice: five"], said.Select(static row => row[6..].TrimEnd()));
    }

    [Fact]
    public async Task A_line_that_is_longer_than_the_window_takes_more_rows()
    {
        await using Screen alice = await site.OpenAsync("alice", site.TakeRoom(), 40, 12);
        await alice.TypeAsync(new string('x', 80));
        await alice.UntilAsync(static shown => shown[^3] == $"> {new string('x', 38)}" && shown[^2] == $"  {new string('x', 38)}" && shown[^1] == "  xxxx", "it was not broken into rows");
        await alice.PressAsync("C-u");
        await alice.UntilAsync(static shown => shown[^1] == ">" && shown[^2].Contains("connected", StringComparison.Ordinal), "the rows were not given back");
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_not_sent_and_two_slashes_say_one()
    {
        string room = site.TakeRoom();
        await using Screen bob = await site.OpenAsync("bob", room);
        await using Screen alice = await site.OpenAsync("alice", room);
        await alice.DoAsync("/dance", "There is no /dance");
        await alice.DoAsync("//shrug", "alice: /shrug");
        await alice.DoAsync("/me waves", "alice waves");
        await alice.DoAsync("/who", "2 here");
        await alice.DoAsync("/help", "/quit");
        await bob.ShowsAsync("alice waves");
        Assert.DoesNotContain(await bob.RowsAsync(), static row => row.Contains("dance", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_is_refused_is_said_and_stands_in_the_input_again()
    {
        await using Screen alice = await site.OpenAsync("alice", site.TakeRoom());
        string text = new('y', WindowSite.MessageSize);
        await alice.TypeAsync(text);
        await alice.PressAsync("Enter");
        await alice.ShowsAsync("(not delivered: ");
        await alice.UntilAsync(static shown => shown[^1].StartsWith("  yyy", StringComparison.Ordinal), "what was refused was not put back");
        await alice.PressAsync("C-u");
        await ReadsAsync(alice, "", 0);
        await alice.DoAsync("short", "alice: short");
    }

    private static Task ReadsAsync(Screen screen, string text, int cursor) => screen.UntilAsync(
        shown => shown[^1] == $"> {text}".TrimEnd() && screen.CursorAsync().GetAwaiter().GetResult() == cursor + 2,
        $"the last row did not become '> {text}' with the cursor behind {cursor} columns");
}
