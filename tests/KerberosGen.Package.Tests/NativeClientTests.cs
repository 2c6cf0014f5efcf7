using System.Text.Json.Nodes;
using KerberosGen.EndToEnd.Tests;
using Screen = KerberosGen.EndToEnd.Tests.Terminal;

namespace KerberosGen.Package.Tests;

/// <summary>The client, compiled ahead of time: any warning of that is an error. What it does is held elsewhere; here, that it does it without a compiler.</summary>
public sealed class NativeClientTests(NativeClient native) : IClassFixture<NativeClient>
{
    [Fact]
    public void It_is_one_file_and_nothing_was_warned_of()
    {
        Assert.DoesNotContain("warning", native.Said, StringComparison.Ordinal);
        // Beside it, what a debugger wants to know of it.
        Assert.Equal(["client", "client.dbg"], Directory.GetFiles(native.Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Commands_say_in_json_what_they_say_to_people()
    {
        string id = (string)JsonNode.Parse(await native.DoAsync("ann", "", "register", "-un", "ann", "--json"))!["id"]!;
        Assert.Matches("^[0-9a-f]{32}$", id);
        JsonNode room = JsonNode.Parse(await native.DoAsync("ann", "", "services", "--json"))!.AsArray().Single()!;
        Assert.Equal((NativeClient.Room, false), ((string?)room["name"], (bool)room["has_ticket"]!));
        Assert.Contains((string)room["address"]!, await native.DoAsync("ann", "", "services"), StringComparison.Ordinal);

        await native.DoAsync("ann", "", "ticket", NativeClient.Room, "--json");
        Assert.Contains(NativeClient.Room, await native.DoAsync("ann", "", "tickets", "--json"), StringComparison.Ordinal);
        Assert.Contains(NativeClient.Room, await native.DoAsync("ann", "", "tickets"), StringComparison.Ordinal);
        Assert.Contains(NativeClient.Room, await native.DoAsync("ann", "", "forget", NativeClient.Room, "--json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_a_pipe_are_messages_and_events_are_json_for_a_program()
    {
        await native.DoAsync("ben", "", "register", "-un", "ben");
        AppProcess listening = native.Start("ben", "chat", NativeClient.Room, "--json");
        await listening.SaysAsync("\"ben\"");
        await native.DoAsync("cleo", "", "register", "-un", "cleo");
        Assert.Contains("\"ben\"", await native.DoAsync("cleo", "", "who", NativeClient.Room, "--json"), StringComparison.Ordinal);

        await native.DoAsync("cleo", "hello from a pipe, žluť\n", "chat", NativeClient.Room);

        JsonNode said = JsonNode.Parse(await listening.SaysAsync("hello from a pipe"))!;
        Assert.Equal("hello from a pipe, žluť", (string?)said["text"]);
        listening.EndInput();
        Assert.Equal(0, await listening.ExitAsync());
    }

    [Fact]
    public async Task A_person_registers_by_the_menu_and_chats_in_a_window()
    {
        await using Screen terminal = await Screen.StartAsync(native.Site.DirectoryOf("dan"), $"{native.Program} -un dan -p {native.Site.KdcPort}");
        await terminal.ShowsAsync("> Register");
        await terminal.PressAsync("Enter");
        await terminal.ShowsAsync("A password for dan:");
        await terminal.DoAsync("open-sesame", "The same again:");
        await terminal.DoAsync("open-sesame", "> List the rooms");
        await terminal.PressAsync("Down");
        await terminal.ShowsAsync("> Connect to a room");
        await terminal.PressAsync("Enter");
        await terminal.ShowsAsync($"> {NativeClient.Room}");
        await terminal.PressAsync("Enter");
        await native.Rooms.SaysAsync("dan joined");

        await terminal.TypeAsync("hello from a window, 漢字");
        await terminal.ShowsAsync("> hello from a window, 漢字");
        await terminal.PressAsync("Enter");
        await native.Rooms.SaysAsync("dan: hello from a window, 漢字");
        await terminal.ShowsAsync("dan: hello from a window, 漢字");

        await terminal.TypeAsync("/quit");
        await terminal.PressAsync("Enter");
        await native.Rooms.SaysAsync("dan left");
        await terminal.ShowsAsync("> List the rooms");
        await terminal.PressAsync("C-c");
        await terminal.ShowsAsync("ended with 130");
    }

    [Fact]
    public async Task What_goes_wrong_is_a_sentence()
    {
        await native.DoAsync("eve", "", "register", "-un", "eve");
        Assert.Equal((1, "The KDC knows no room \"Lobby\": 'client services' lists those it knows."), await native.FailAsync("eve", "ticket", "Lobby"));
        Assert.Equal(2, (await native.FailAsync("eve", "chat")).ExitStatus);
        Assert.Equal(2, (await native.FailAsync("eve", "services", "-ip", "nowhere")).ExitStatus);
        await File.WriteAllTextAsync(native.Site.FileOf("broken", "services_info.json"), "{ no JSON");
        (int status, string errors) = await native.FailAsync("broken", "tickets");
        Assert.Equal(1, status);
        Assert.Contains("services_info.json", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("chat", "--help")]
    [InlineData("completions", "bash")]
    [InlineData("[suggest:3]", " ti")]
    public async Task Help_and_completions_are_those_of_the_client_that_is_compiled_as_it_runs(params string[] arguments)
    {
        AppProcess own = native.Site.StartProgram([], native.Program, "help", arguments), other = native.Site.StartProgram([], Apps.PathOf("client"), "help", arguments);
        Assert.Equal((0, 0), (await own.ExitAsync(), await other.ExitAsync()));
        Assert.NotEqual("", own.Output.Text);
        Assert.Equal(other.Output.Text, own.Output.Text);
    }
}
