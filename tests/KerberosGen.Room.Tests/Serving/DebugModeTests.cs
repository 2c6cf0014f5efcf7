namespace KerberosGen.Room.Tests.Serving;

/// <summary><c>-d</c></summary>
public sealed class DebugModeTests
{
    private const string Green = "\e[32m", Yellow = "\e[33m", Blue = "\e[34m", Cyan = "\e[36m", Magenta = "\e[35m";

    [Fact]
    public async Task On_a_terminal_debug_mode_has_the_seed_s_five_colours()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = site.StartProgram(
            [("NO_COLOR", ""), ("TERM", "xterm")], "script", "rooms", "-qefc", $"exec '{Apps.PathOf("room")}' -d -p {site.KdcPort}", "/dev/null");
        await rooms.SaysAsync("ready on ");
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 10", "hello\n");

        await rooms.SaysAsync($"{Green}RequestHeader(");
        await rooms.SaysAsync($"{Magenta}127.0.0.1:");
        await rooms.SaysAsync($"{Cyan}Printer 10: 1 authenticator stored");
        await rooms.SaysAsync("services_pool.json: Printer 10 stored");
        await rooms.SaysAsync("MessageAck");
        string shown = rooms.Output.Text;
        AssertColour(shown, "ServiceRegistration(1025)", Yellow);
        AssertColour(shown, "RegistrationSuccess(1600)", Blue);
        AssertColour(shown, "ChatMessage(1029)", Yellow);
        AssertColour(shown, "MessageAck(1605)", Blue);
    }

    [Fact]
    public async Task Into_a_file_debug_mode_has_no_colour_and_never_a_key()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10"], "-d");
        await rooms.ComplainsAsync("services_pool.json: Printer 10 stored");
        await rooms.StopAsync();
        Assert.DoesNotContain('\e', rooms.Errors.Text);
        string pool = await File.ReadAllTextAsync(site.FileOf("rooms", "services_pool.json"));
        string key = (string)System.Text.Json.Nodes.JsonNode.Parse(pool)![0]!["service_aes_key_encoded"]!;
        Assert.DoesNotContain(key, rooms.Errors.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(Convert.FromBase64String(key))[..16], rooms.Errors.Text, StringComparison.Ordinal);
    }

    // A packet's decoding is several lines: its colour is the one that was begun last.
    private static void AssertColour(string shown, string text, string colour)
    {
        int at = shown.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{text} is not shown.");
        Assert.Equal(colour, shown[shown.LastIndexOf('\e', at)..][..colour.Length]);
    }
}
