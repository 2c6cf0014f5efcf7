using KerberosGen.EndToEnd.Tests;

namespace KerberosGen.Examples.Tests.Bot;

/// <summary>The bot as a process, in a room as a process.</summary>
public sealed class BotTests
{
    private const string Password = "Wonderland-1865";

    [Fact]
    public async Task It_answers_those_who_ask()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("alice", Password);
        await site.RegisterAsync("timebot", Password);
        AppProcess bot = site.StartProgram([("KERBEROSGEN_PASSWORD", Password)], "dotnet", "timebot", BotAssembly, site.DirectoryOf("timebot"), "Printer 10");
        await bot.SaysAsync("timebot is in Printer 10");

        AppProcess alice = site.StartClient("alice", Password, "chat", "Printer 10");
        await alice.SaysAsync("alice joined");
        alice.Write("!time\n");
        await alice.SaysAsync(" UTC");
        alice.Write("!echo hello\n");
        await alice.SaysAsync("timebot: alice says hello");
        Assert.DoesNotContain("alice: alice says", alice.Output.Text, StringComparison.Ordinal);
        alice.Write("!echo /kick bob\n");
        await alice.SaysAsync("timebot: alice says /kick bob");
    }

    [Fact]
    public async Task Without_arguments_it_says_how_it_is_used()
    {
        ToolResult result = await ExampleProgram.RunAsync("bot");
        Assert.Equal(2, result.Status);
        Assert.StartsWith("usage: bot ", result.Errors, StringComparison.Ordinal);
    }

    private static string BotAssembly => Path.Combine(AppContext.BaseDirectory, "bot.dll");
}
