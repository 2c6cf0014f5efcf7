using KerberosGen.Clients;
using KerberosGen.Packets;

namespace KerberosGen.Client.Tests.Docs;

/// <summary>The C# of library.md compiles, and does what the page says.</summary>
public sealed class LibraryPageTests
{
    private const string Page = "library.md", Room = "Printer 10", Secret = "Wonderland-1865";

    [Fact]
    public void Its_code_is_compiled()
    {
        string root = Path.GetFullPath(Path.Combine(ClientPages.All.Folder, "../.."));
        string compiled = Trimmed(File.ReadLines(Path.Combine(root, "tests/KerberosGen.Client.Tests/Docs/DocumentedProgram.cs")));
        Assert.All(ClientPages.BlocksOf(Page, "```csharp"), block => Assert.Contains(Trimmed(block), compiled, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_code_does_what_it_says()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await site.StartRoomsAsync("rooms", [Room]);
        await site.RegisterAsync("ann", Secret);
        using var patience = new CancellationTokenSource(Apps.Patience);
        string directory = site.DirectoryOf("backup");

        await DocumentedProgram.RegisterAsync(directory, (ushort)site.KdcPort, AskAsync, patience.Token);
        using var account = ClientAccount.Open(new AccountOptions { Directory = site.DirectoryOf("ann") });
        await using ChatClient ann = await ChatClient.ConnectAsync(account.TicketsTo(Room, AskAsync), new ChatClientOptions(), patience.Token);
        var heard = new StringWriter();
        Task following = DocumentedProgram.FollowAsync(ann, heard);
        await DocumentedProgram.SayAsync(directory, Room, patience.Token);
        Assert.Equal("The room has it.", await DocumentedProgram.TrySendAsync(ann, "thank you\e[2J", patience.Token));
        Assert.StartsWith("The room does not have it. ", await DocumentedProgram.TrySendAsync(ann, "/kick backup", patience.Token), StringComparison.Ordinal);
        await ann.LeaveAsync(patience.Token);
        await following.WaitAsync(patience.Token);

        string[] lines = heard.ToString().TrimEnd().Split('\n');
        Assert.Equal(["ann joined", "backup joined", "backup: The backup is done.", "backup left", "ann: thank you\\u001b[2J"], lines[..5]);
    }

    private static string Trimmed(IEnumerable<string> lines) => string.Join('\n', lines.Select(static line => line.Trim()));

    private static ValueTask<Password> AskAsync(string prompt, CancellationToken cancellation) => ValueTask.FromResult(new Password(Secret));
}
