using Screen = KerberosGen.EndToEnd.Tests.Terminal;

namespace KerberosGen.Client.Tests.Commands;

/// <summary>Where the password comes from, and that nobody sees it.</summary>
public sealed class PasswordTests
{
    private static readonly string Client = Apps.PathOf("client");

    [Fact]
    public async Task At_a_terminal_a_new_password_is_typed_twice_and_never_shown()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await using Screen terminal = await Screen.StartAsync(site.DirectoryOf("ann"), $"{Client} register -un ann -p {site.KdcPort}");
        await terminal.ShowsAsync("A password for ann:");
        await terminal.DoAsync("open-sesame", "The same again:");
        await terminal.DoAsync("open-sesame", "ended with 0");
        await terminal.ShowsAsync("Registered ann as ");
        Assert.DoesNotContain("sesame", await terminal.RawAsync("ended with 0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_passwords_that_differ_register_nobody()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await using Screen terminal = await Screen.StartAsync(site.DirectoryOf("ann"), $"{Client} register -un ann -p {site.KdcPort}");
        await terminal.ShowsAsync("A password for ann:");
        await terminal.DoAsync("open-sesame", "The same again:");
        await terminal.DoAsync("another", "ended with 1");
        await terminal.ShowsAsync("The two passwords differ, and nothing was changed.");
        Assert.False(File.Exists(site.FileOf("ann", "me.info")));
    }

    [Fact]
    public async Task A_prompt_goes_to_the_terminal_and_the_data_where_it_is_wanted()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        await using Screen terminal = await Screen.StartAsync(site.Apps.DirectoryOf("ann"), $"{Client} who 'Printer 10' --json > who.json");
        await terminal.ShowsAsync("The password of ann:");
        await terminal.DoAsync(ClientSite.Password, "ended with 0");
        Assert.Equal("[]\n", await File.ReadAllTextAsync(site.Apps.FileOf("ann", "who.json")));
    }

    [Theory]
    [InlineData("who 'Printer 10'")]
    [InlineData("who 'Printer 10' --password-stdin")]
    [InlineData("register -un ben --data ben")]
    public async Task Ctrl_C_at_the_prompt_ends_with_130_and_the_terminal_is_as_it_was(string arguments)
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        await using Screen terminal = await Screen.StartAsync(site.Apps.DirectoryOf("ann"), $"{Client} {arguments} -p {site.Apps.KdcPort}");
        await terminal.ShowsAsync(arguments.StartsWith("who", StringComparison.Ordinal) ? "The password of ann:" : "A password for ben:");
        await terminal.TypeAsync("open-ses");
        await terminal.PressAsync("C-c");
        await terminal.ShowsAsync("ended with 130");
        Assert.DoesNotContain("open-ses", await terminal.RawAsync("ended with 130"), StringComparison.Ordinal);
        Assert.Equal(await terminal.FileAsync("terminal.before"), await terminal.FileAsync("terminal.after"));
    }

    [Fact]
    public async Task A_password_that_was_mistyped_is_asked_for_again()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        await using Screen terminal = await Screen.StartAsync(site.Apps.DirectoryOf("ann"), $"{Client} ticket 'Printer 10'");
        await terminal.ShowsAsync("The password of ann:");
        await terminal.DoAsync("mistyped", "That password is wrong.");
        await terminal.DoAsync(ClientSite.Password, "ended with 0");
    }

    [Fact]
    public async Task From_a_pipe_the_first_line_is_the_password_and_the_rest_are_messages()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        AppProcess client = site.Apps.StartClient("ann", null, "chat", "Printer 10", "--password-stdin");
        client.Write($"{ClientSite.Password}\nfirst\nsecond žluť\n");
        await site.Rooms.SaysAsync("ann: second žluť");
        client.Write("third\n");
        await site.Rooms.SaysAsync("ann: third");
        client.EndInput();
        Assert.Equal(0, await client.ExitAsync());
        Assert.Equal(3, site.Rooms.Output.Lines.Count(static line => line.Contains("ann: ", StringComparison.Ordinal)));
        Assert.DoesNotContain(ClientSite.Password, site.Apps.EverythingSaid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_never_comes_is_not_waited_for_when_told_to_stop()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        AppProcess client = site.Apps.StartClient("ann", null, "who", "Printer 10", "--password-stdin", "-d");
        // The list came, so that the password is next.
        await client.ComplainsAsync("ServiceListResponse(1602)");
        await client.ComplainsAsync("rooms stored");
        client.Terminate();
        Assert.Equal(130, await client.ExitAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task An_empty_password_is_none(string input)
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        AppProcess client = site.Apps.StartClient("ann", null, "ticket", "Printer 10", "--password-stdin");
        client.Write(input);
        client.EndInput();
        Assert.Equal(1, await client.ExitAsync());
        Assert.Equal("A password must not be empty.", client.Errors.Text);
    }
}
