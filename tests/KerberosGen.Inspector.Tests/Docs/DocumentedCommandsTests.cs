using System.Text;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary>Every command of the inspector's pages prints what the page says. <c>KERBEROSGEN_UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
public sealed class DocumentedCommandsTests
{
    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Path.Combine(Vector.RepositoryRoot, "docs", "inspector"), "*.md").Select(p => "docs/inspector/" + Path.GetFileName(p)).Order(StringComparer.Ordinal), "README.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_s_commands_print_what_it_says(string name)
    {
        var page = new DocumentedPage(Path.Combine(Vector.RepositoryRoot, name));
        using var shell = new DocumentedShell();
        List<IReadOnlyList<string>> agreed = [];
        var wrong = new StringBuilder();
        foreach (DocumentedCommand command in page.Commands)
        {
            IReadOnlyList<string> lines = command.Agreed(await shell.Run(command.Text));
            agreed.Add(lines);
            if (lines != command.Output)
                wrong.Append($"$ {command.Text}\nsays\n{string.Join('\n', command.Output)}\nprints\n{string.Join('\n', lines)}\n\n");
        }

        if (DocumentedPage.IsUpdating)
            page.Write(agreed);
        else
            Assert.True(wrong.Length == 0, $"{name}; KERBEROSGEN_UPDATE_SNAPSHOTS=1 writes it anew:\n\n{wrong}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Where_a_page_points_to_there_is_something(string name)
    {
        string path = Path.Combine(Vector.RepositoryRoot, name);
        foreach (string target in PageLinks.Of(File.ReadAllText(path)))
            Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)), $"{name} points to {target}, which is not there.");
    }
}
