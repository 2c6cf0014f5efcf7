using Screen = KerberosGen.EndToEnd.Tests.Terminal;

namespace KerberosGen.Client.Tests.Tickets;

/// <summary>A password that a person types, on a terminal that tmux makes.</summary>
public sealed class TicketTerminalTests
{
    [Fact]
    public async Task A_mistyped_password_is_asked_for_again_and_never_shown()
    {
        await using TicketsSite site = await TicketsSite.StartAsync();
        string command = $"'{Apps.PathOf("client")}' ticket 'Printer 10' --json -p {site.Apps.KdcPort} > said.json";
        await using Screen terminal = await Screen.StartAsync(site.Apps.DirectoryOf("ann"), command, columns: 120);
        await terminal.ShowsAsync("The password of ann:");
        await terminal.DoAsync("sesame-closed", "That password is wrong. The password of ann:");
        await terminal.DoAsync(TicketsSite.Password, "ended with 0");
        string raw = await terminal.RawAsync("ended with 0");
        Assert.DoesNotContain("sesame", raw, StringComparison.Ordinal);
        Assert.DoesNotContain(TicketsSite.Password, raw, StringComparison.Ordinal);

        // What is asked is no data.
        Assert.StartsWith("{\"room\":\"Printer 10\"", await File.ReadAllTextAsync(site.FileOf("said.json")), StringComparison.Ordinal);
    }
}
