namespace KerberosGen.Client.Tests.Docs;

/// <summary>Every command of the client's pages prints what the page says. <c>KERBEROSGEN_UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
public sealed class DocumentedCommandsTests
{
    public static TheoryData<string> Pages => [.. ClientPages.All.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_s_commands_print_what_it_says(string name)
    {
        await using ReaderShell shell = ClientPages.NewReader(name, out StandIns standIns);
        await new DocumentedPage(ClientPages.All.PathOf(name)).AgreeAsync(shell, standIns.EssenceOf);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Where_a_page_points_to_there_is_something(string name) => Assert.Empty(ClientPages.All.BrokenLinks(name));
}
