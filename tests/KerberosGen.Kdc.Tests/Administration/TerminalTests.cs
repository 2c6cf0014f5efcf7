using System.Diagnostics;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc.Tests.Administration;

/// <summary>Questions at a terminal, which script(1) makes.</summary>
public sealed class TerminalTests
{
    private const string Password = "open-sesame";

    [Fact]
    public async Task A_password_is_asked_for_twice_and_shown_never()
    {
        await using var site = new AdministeredSite();
        string said = await TypeAsync(
            site, "principals add ann --kdc 127.0.0.1:8000", ("A password for ann:", Password), ("The same again:", Password));
        Assert.Contains("Added client \"ann\" as ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", said, StringComparison.Ordinal);

        await using SeedFileStore store = SeedFileStore.Open(site.KdcDirectory, TimeProvider.System, static _ => { });
        Validator.TryName("ann", out PrincipalName name, out _);
        using KeyMaterial key = KeyMaterial.FromPassword("open-sesame"u8);
        Assert.Equal(key, (await store.FindClientAsync(name, default))!.Key);
    }

    [Fact]
    public async Task Two_passwords_that_differ_change_nothing()
    {
        await using var site = new AdministeredSite();
        string said = await TypeAsync(
            site, "principals add ann --kdc 127.0.0.1:8000", ("A password for ann:", Password), ("The same again:", "another"));
        Assert.Contains("The two passwords differ, and nothing was changed.", said, StringComparison.Ordinal);
        Assert.Empty(site.Audit);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("n", false)]
    [InlineData("y", true)]
    public async Task Removing_asks_first(string answer, bool isRemoved)
    {
        await using var site = new AdministeredSite();
        await site.AddClientAsync("ann", Password, "--kdc", "127.0.0.1:8000");
        string said = await TypeAsync(site, "principals remove ann", ("Remove client \"ann\"? [y/N]", answer));
        Assert.Contains(isRemoved ? "Removed client \"ann\"" : "Nothing was removed.", said, StringComparison.Ordinal);
        Assert.Equal(!isRemoved, (await site.DoAsync("principals", "list")).Contains("ann", StringComparison.Ordinal));
    }

    /// <summary>Answers questions as they come; everything that the terminal shows.</summary>
    private static async Task<string> TypeAsync(AdministeredSite site, string arguments, params (string Question, string Answer)[] answers)
    {
        string command = $"'{Apps.PathOf("kdc")}' {arguments} --data '{site.KdcDirectory}'";
        var start = new ProcessStartInfo("script", ["-qec", command, "/dev/null"])
        {
            WorkingDirectory = site.Apps.DirectoryOf("admin"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("KERBEROSGEN_PASSWORD");
        start.Environment["TERM"] = "xterm";
        using Process terminal = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Apps.Patience);
        var said = new System.Text.StringBuilder();
        char[] buffer = new char[1024];
        var unanswered = new Queue<(string Question, string Answer)>(answers);
        int asked = 0;
        while (await terminal.StandardOutput.ReadAsync(buffer, patience.Token) is > 0 and var length)
        {
            said.Append(buffer, 0, length);
            if (unanswered.TryPeek(out (string Question, string Answer) next) && said.ToString(asked, said.Length - asked).Contains(next.Question, StringComparison.Ordinal))
            {
                asked = said.Length;
                unanswered.Dequeue();
                await terminal.StandardInput.WriteAsync($"{next.Answer}\r");
                await terminal.StandardInput.FlushAsync(patience.Token);
            }
        }

        await terminal.WaitForExitAsync(patience.Token);
        return said.ToString();
    }
}
