namespace KerberosGen.Room.Tests;

/// <summary>Every command of the rooms' pages prints what the page says. <c>KERBEROSGEN_UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
public sealed class DocumentedCommandsTests
{
    public static TheoryData<string> Pages => [.. RoomPages.All.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_s_commands_print_what_it_says(string name)
    {
        await using ReaderShell shell = RoomPages.NewReader(out StandIns standIns);
        await new DocumentedPage(RoomPages.All.PathOf(name)).AgreeAsync(shell, standIns.EssenceOf);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Where_a_page_points_to_there_is_something(string name) => Assert.Empty(RoomPages.All.BrokenLinks(name));
}
