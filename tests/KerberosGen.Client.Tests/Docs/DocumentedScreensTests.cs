using System.Globalization;
using System.Text.RegularExpressions;
using KerberosGen.Clients;
using KerberosGen.Packets;
using Screen = KerberosGen.EndToEnd.Tests.Terminal;

namespace KerberosGen.Client.Tests.Docs;

/// <summary>The screens of chat.md are what a terminal shows, times and ids apart. <c>KERBEROSGEN_UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
public sealed partial class DocumentedScreensTests
{
    private const string Page = "chat.md", Secret = "Wonderland-1865", Room = "Printer 10", Fence = "```", Greeting = "I am back. What did I miss?";

    private static readonly string[] s_earlier =
    [
        "The proofs of chapter two are in tray 4.",
        "Nobody has to fetch them before noon.",
        "Chapter three follows tomorrow, if the printer lets me.",
    ];

    private static readonly string[] s_meanwhile =
    [
        "It has eaten page 117. Twice.",
        "I have opened the lid, and closed it again, as one does.",
        "Now it says PC LOAD LETTER.",
    ];

    [Fact]
    public async Task The_screens_are_what_a_terminal_shows()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        foreach (string name in new[] { "alice", "bob", "carol" })
            await site.RegisterAsync(name, Secret);
        await site.StartRoomsAsync("rooms", [Room]);
        await using ChatClient bob = await EnterAsync(site, "bob");
        await using ChatClient carol = await EnterAsync(site, "carol");
        foreach (string text in s_earlier)
            await bob.SendAsync(text, CancellationToken.None);

        // She reads that, and goes.
        await using (Screen early = await OpenAsync(site, "early"))
        {
            await early.ShowsAsync("3 here");
            await early.DoAsync("Good morning, both.", "alice: Good morning, both.");
            await early.DoAsync("/quit", "ended with 0");
        }

        foreach (string text in s_meanwhile)
            await bob.SendAsync(text, CancellationToken.None);
        await carol.SendAsync("/me brings a ream of A4, and three for the other printers, since nobody else on this floor ever does", CancellationToken.None);

        await using Screen alice = await OpenAsync(site, "late");
        await alice.ShowsAsync("3 here");
        await alice.DoAsync(Greeting, $"alice: {Greeting}");
        // It is shown before the room has given it a place.
        await HearAsync(carol, Greeting);
        await bob.SendAsync("Only paper, alice.", CancellationToken.None);
        await carol.SendAsync("\e[31m早上好\e[0m", CancellationToken.None);
        await alice.ShowsAsync("早上好");
        await alice.DoAsync("/who", "  carol  since");
        await alice.TypeAsync("thank you, @car");
        await alice.AsksAsync("> thank you, @car");
        await alice.PressAsync("Tab");
        await alice.AsksAsync("> thank you, @carol");

        string[] small = await alice.RowsAsync();
        await alice.ResizeAsync(120, 40);
        await alice.UntilAsync(static rows => rows.Length == 40 && rows.Any(static row => row.EndsWith("│ carol", StringComparison.Ordinal)), "it did not grow");
        Agree(80, 24, small);
        Agree(120, 40, await alice.RowsAsync());
        await alice.PressAsync("C-u");
        await alice.DoAsync("/quit", "ended with 0");
    }

    private static void Agree(int columns, int rows, string[] shown)
    {
        var lines = ClientPages.All.Text(Page).Split('\n').ToList();
        string mark = string.Create(CultureInfo.InvariantCulture, $"<!-- screen {columns}x{rows} -->");
        int start = lines.IndexOf(mark) + 2;
        Assert.True(start >= 2, $"{Page} has no line {mark}");
        int end = lines.IndexOf(Fence, start);
        // Rows above the first that is written in say nothing.
        string[] written = [.. shown.Select(static row => row.TrimEnd()).SkipWhile(static row => row.Length == 0)];
        if (DocumentedFolder.IsUpdating)
        {
            lines.RemoveRange(start, end - start);
            lines.InsertRange(start, written);
            File.WriteAllText(ClientPages.All.PathOf(Page), string.Join('\n', lines));
            return;
        }

        Assert.Equal(lines[start..end].Select(EssenceOf), written.Select(EssenceOf));
    }

    // A Tuesday is longer than a Monday, and the 24th than the 1st: what fills the row up to the side differs with them.
    private static string EssenceOf(string row) => Changing().IsMatch(row) ? BeforeTheSide().Replace(Changing().Replace(row, "(now)"), "│") : row;

    private static Task<Screen> OpenAsync(AppSite site, string terminal) => Screen.StartAsync(
        site.DirectoryOf(terminal),
        $"TZ={NoonZone()} KERBEROSGEN_PASSWORD={Secret} '{Apps.PathOf("client")}' chat '{Room}' --data '{site.DirectoryOf("alice")}' -p {site.KdcPort}");

    /// <summary>A zone where it is about noon, so that no day begins while the test looks.</summary>
    private static string NoonZone()
    {
        int ahead = 12 - DateTime.UtcNow.Hour;
        // POSIX counts these zones from the other side.
        return string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(ahead > 0 ? '-' : '+')}{Math.Abs(ahead)}");
    }

    private static async Task<ChatClient> EnterAsync(AppSite site, string name)
    {
        using var account = ClientAccount.Open(new AccountOptions { Directory = site.DirectoryOf(name), KdcPort = (ushort)site.KdcPort });
        return await ChatClient.ConnectAsync(
            account.TicketsTo(Room, static (_, _) => ValueTask.FromResult(new Password(Secret))), new ChatClientOptions { Since = ulong.MaxValue }, CancellationToken.None);
    }

    private static async Task HearAsync(ChatClient chat, string text)
    {
        await foreach (ChatEvent happened in chat.Events)
        {
            if (happened is MessageReceived message && message.Text == text)
                return;
        }
    }

    [GeneratedRegex(@"\b[0-9a-f]{32}\b|\b\d\d:\d\d(?:, \d+ [A-Z][a-z]+)?\b|--- [A-Z][a-z]+, \d+ [A-Z][a-z]+ \d+ ---")]
    private static partial Regex Changing();

    [GeneratedRegex(" +│")]
    private static partial Regex BeforeTheSide();
}
