using System.Text.Json.Nodes;

namespace KerberosGen.Client.Tests.Commands;

/// <summary><c>-d</c></summary>
public sealed class DebugScreenTests
{
    private const string Green = "\e[32m", Yellow = "\e[33m", Blue = "\e[34m", Cyan = "\e[36m", Magenta = "\e[35m";

    [Theory]
    [InlineData("tcp")]
    [InlineData("udp")]
    public async Task On_a_terminal_debug_mode_has_the_seed_s_five_colours(string protocol)
    {
        await using var site = new AppSite();
        await site.StartKdcAsync("-pr", "both");
        await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("ann", ClientSite.Password);
        AppProcess client = site.StartProgram(
            [("NO_COLOR", ""), ("TERM", "xterm"), ("KERBEROSGEN_PASSWORD", ClientSite.Password)], "script", "ann",
            "-qefc", $"exec '{Apps.PathOf("client")}' who 'Printer 10' -d -pr {protocol}", "/dev/null");
        Assert.Equal(0, await client.ExitAsync());

        string shown = client.Output.Text;
        Assert.Contains($"{Green}RequestHeader(", shown, StringComparison.Ordinal);
        Assert.Contains($"{Green}ResponseHeader(", shown, StringComparison.Ordinal);
        Assert.Matches($"{Magenta.Replace("[", "\\[", StringComparison.Ordinal)}127\\.0\\.0\\.1:[0-9]+ -> 127\\.0\\.0\\.1:{site.KdcPort}: 23 bytes", shown);
        Assert.Contains($"{Cyan}me.info: ", shown, StringComparison.Ordinal);
        Assert.Contains($"{Cyan}services_info.json: ", shown, StringComparison.Ordinal);
        // The client packs requests and unpacks responses.
        foreach (string packed in new[] { "ServiceListRequest(1026)", "TicketRequest(1027)", "MembersRequest(1031)", "LeaveRequest(1032)" })
            AssertColour(shown, packed, Blue);
        foreach (string unpacked in new[] { "ServiceListResponse(1602)", "TicketResponse(1603)", "SymmetricKeyAck(1604)", "MembersResponse(1607)" })
            AssertColour(shown, unpacked, Yellow);
        await AssertNoSecretAsync(site, shown);
    }

    [Fact]
    public async Task Into_a_file_debug_mode_has_no_colour_and_never_a_secret()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        AppProcess client = site.Apps.StartProgram(
            [("NO_COLOR", ""), ("KERBEROSGEN_PASSWORD", ClientSite.Password)], Apps.PathOf("client"), "ann", "chat", "Printer 10", "-d");
        client.Write("hello\n");
        client.EndInput();
        Assert.Equal(0, await client.ExitAsync());
        Assert.Contains("services_info.json: ", client.Errors.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', client.Errors.Text);
        await AssertNoSecretAsync(site.Apps, client.Errors.Text);
    }

    [Fact]
    public async Task NO_COLOR_takes_the_colours_away()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        AppProcess client = site.Apps.StartProgram(
            [("TERM", "xterm")], "script", "ann", "-qefc", $"exec '{Apps.PathOf("client")}' services -d", "/dev/null");
        Assert.Equal(0, await client.ExitAsync());
        Assert.Contains("ServiceListResponse(1602)", client.Output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[3", client.Output.Text, StringComparison.Ordinal);
    }

    // A packet's decoding is several lines: its colour is the one that was begun last.
    private static void AssertColour(string shown, string text, string colour)
    {
        int at = shown.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{text} is not shown.");
        Assert.Equal(colour, shown[shown.LastIndexOf('\e', at)..][..colour.Length]);
    }

    private static async Task AssertNoSecretAsync(AppSite site, string shown)
    {
        JsonNode known = JsonNode.Parse(await File.ReadAllTextAsync(site.FileOf("ann", "services_info.json")))![0]!;
        byte[] key = Convert.FromBase64String((string)known["aes_key"]!);
        Assert.Equal(32, key.Length);
        Assert.DoesNotContain(ClientSite.Password, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(key)[..10], shown, StringComparison.Ordinal);
        string digits = string.Concat(shown.Where(char.IsAsciiLetterOrDigit));
        Assert.DoesNotContain(Convert.ToHexString(key)[..16], digits, StringComparison.OrdinalIgnoreCase);
    }
}
