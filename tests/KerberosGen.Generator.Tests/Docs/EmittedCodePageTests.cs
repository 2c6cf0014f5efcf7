using System.Text.RegularExpressions;
using KerberosGen.Generator.Tests.Running;

namespace KerberosGen.Generator.Tests.Docs;

/// <summary>The page that explains what is emitted quotes what is emitted.</summary>
public sealed partial class EmittedCodePageTests
{
    [Fact]
    public void Every_piece_of_code_on_the_page_stands_in_the_declaration_or_in_the_emitted_file()
    {
        string page = File.ReadAllText(RepositoryFiles.Docs("specs/emitted-code.md")).Replace("\r\n", "\n");
        string[] sources = ["SnapshotTests.cs", "Variable.Path.verified.cs", "SyntheticIvs.Say.verified.cs"];
        string code = Unindented(string.Concat(sources.Select(source => File.ReadAllText(RepositoryFiles.Tests($"Snapshots/{source}")))));

        string[] pieces = [.. Piece().Matches(page).Select(piece => Unindented(piece.Groups[1].Value))];

        Assert.NotEmpty(pieces);
        Assert.All(pieces, piece => Assert.Contains(piece, code, StringComparison.Ordinal));
    }

    private static string Unindented(string code) => Indentation().Replace(code.Replace("\r\n", "\n"), "");

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Piece();

    [GeneratedRegex("^ +", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
