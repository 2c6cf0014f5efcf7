using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Operations;

public sealed class DebugScreenTests
{
    private const string Green = "\e[32m", Yellow = "\e[33m", Blue = "\e[34m", Cyan = "\e[36m", Magenta = "\e[35m";

    [Theory]
    [InlineData("tcp")]
    [InlineData("udp")]
    public async Task On_a_terminal_debug_mode_has_the_seed_s_five_colours(string protocol)
    {
        using var here = new KdcDirectory();
        bool overUdp = protocol == "udp";
        await using WatchedKdc kdc = WatchedKdc.StartProgram(
            here.Path, "script", ["-qefc", $"exec '{Apps.PathOf("kdc")}' -d -pr {protocol} -p 0", "/dev/null"], ("NO_COLOR", ""), ("TERM", "xterm"));
        string ready = await kdc.SaysAsync("KDC ready on ");
        var endPoint = System.Net.IPEndPoint.Parse(ready[ready.IndexOf("KDC ready on ", StringComparison.Ordinal)..].Split(' ')[3]);
        ClientIdentity ann = await Traffic.RegisterAsync(endPoint, "ann", overUdp);
        PrincipalId room = await Traffic.RegisterServiceAsync(endPoint, "Printer 10", overUdp);
        await Traffic.GetTicketAsync(endPoint, ann, room, overUdp);

        await kdc.SaysAsync($"{Green}RequestHeader(");
        await kdc.SaysAsync("ClientRegistration(1024)");
        await kdc.SaysAsync($"{Magenta}127.0.0.1:");
        await kdc.SaysAsync($"{Cyan}store: add client \"ann\" as {ann.Id}: done");
        await kdc.SaysAsync($"{Cyan}store: find service {room}: \"Printer 10\"");
        await kdc.SaysAsync(Yellow);
        await kdc.SaysAsync(Blue);
        await kdc.SaysAsync("TicketResponse(1603)");
        string shown = kdc.Output.Text;
        Assert.DoesNotContain(Traffic.Password, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(ann.Key.Bytes), shown, StringComparison.Ordinal);
        AssertColour(shown, "ClientRegistration(1024)", Yellow);
        AssertColour(shown, "TicketResponse(1603)", Blue);
    }

    [Fact]
    public async Task Into_a_file_debug_mode_has_no_colour()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, ["-d", "-p", "0"], ("NO_COLOR", ""));
        await kdc.ReadyAsync();
        await Traffic.RegisterAsync(kdc.EndPoint, "ann");
        await kdc.ComplainsAsync("store: add client \"ann\"");
        await kdc.StopAsync();
        Assert.DoesNotContain('\e', kdc.Errors.Text);
    }

    // A packet's decoding is several lines: its colour is the one that was begun last.
    private static void AssertColour(string shown, string text, string colour)
    {
        int at = shown.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{text} is not shown.");
        Assert.Equal(colour, shown[shown.LastIndexOf('\e', at)..][..colour.Length]);
    }
}
