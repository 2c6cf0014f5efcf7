using KerberosGen.Databases.Tests;

namespace KerberosGen.Kdc.Tests.Docs;

/// <summary>Every command of the KDC's pages prints what the page says. <c>KERBEROSGEN_UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
[Collection(PostgresTests.Name)]
public sealed class DocumentedCommandsTests(PostgresFixture postgres)
{
    public static TheoryData<string> Pages => [.. KdcPages.All.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_s_commands_print_what_it_says(string name)
    {
        await using ReaderShell shell = KdcPages.NewReader(postgres.Server, out StandIns standIns);
        await new DocumentedPage(KdcPages.All.PathOf(name)).AgreeAsync(shell, standIns.EssenceOf);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Where_a_page_points_to_there_is_something(string name) => Assert.Empty(KdcPages.All.BrokenLinks(name));
}
