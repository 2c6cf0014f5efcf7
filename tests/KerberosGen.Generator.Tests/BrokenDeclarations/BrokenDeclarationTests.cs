using System.Globalization;
using System.Reflection;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Tests.Running;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Tests.BrokenDeclarations;

public sealed class BrokenDeclarationTests
{
    private const string Vocabulary = """
        namespace Shop;
        [FixedBytes(16)] public readonly partial struct Iv;
        [FixedBytes(8)] public readonly partial struct Nonce;
        [FixedBytes(16)] public readonly partial struct Cipher16;
        [FixedBytes(32)] public readonly partial struct Cipher32;
        [Packet] public partial struct Point { public ushort X, Y; }
        public enum KeyRole { Session }
        public enum Colour : byte { Red }
        """;

    private const string Namespace = "namespace Shop;\n\n";

    public static TheoryData<BrokenDeclaration> Fixtures => [.. AllFixtures];

    private static IEnumerable<BrokenDeclaration> AllFixtures => [.. BrokenTypes.All, .. BrokenFields.All, .. BrokenWords.All, .. BrokenSyntheticIvs.All, .. BrokenProtocols.All];

    private static IEnumerable<DiagnosticDescriptor> Declared => typeof(Descriptors)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(declared => declared.FieldType == typeof(DiagnosticDescriptor))
        .Select(declared => (DiagnosticDescriptor)declared.GetValue(null)!);

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void One_mistake_is_one_diagnostic_at_the_right_place(BrokenDeclaration broken)
    {
        GeneratorRun run = GeneratorRun.Of(Namespace + broken.Source, Vocabulary);

        run.AssertDidNotThrow();
        Assert.True(run.Reported.Length == 1, $"{run.Reported.Length} diagnostics:\n{string.Join("\n", run.Reported.Select(d => GeneratorRun.Quote(d)))}");
        Diagnostic reported = run.Reported[0];
        Assert.True(reported.Location.IsInSource, reported.ToString());
        Assert.Equal("File0.cs", reported.Location.SourceTree!.FilePath);
        Assert.Equal(DiagnosticSeverity.Error, reported.Severity);
        int start = reported.Location.SourceSpan.Start - Namespace.Length;
        string message = reported.GetMessage(CultureInfo.InvariantCulture);
        bool isAsExpected = (broken.Id, broken.Message, broken.Start, broken.Length)
            == (reported.Id, message, start, reported.Location.SourceSpan.Length);
        Assert.True(isAsExpected, "Expected something else. To paste, if this is right:\n"
            + broken.ToPaste(reported.Id, message, start, reported.Location.SourceSpan.Length));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_mistake_never_shows_as_an_error_in_a_file_that_nobody_wrote(BrokenDeclaration broken)
    {
        GeneratorRun run = GeneratorRun.Of(Namespace + broken.Source, Vocabulary);

        IEnumerable<Diagnostic> inEmitted = run.Problems.Where(d => GeneratorRun.IsEmitted(d));
        Assert.True(!inEmitted.Any(), string.Join("\n", inEmitted.Select(d => GeneratorRun.Quote(d))));
    }

    [Fact]
    public void Every_diagnostic_has_a_fixture_and_a_line_in_the_release_notes()
    {
        string[] ids = [.. Declared.Select(d => d.Id).Order(StringComparer.Ordinal)];
        string[] fixtures = [.. AllFixtures.Select(f => f.Id).Distinct().Order(StringComparer.Ordinal)];
        string[] notes = [.. Declared.OrderBy(d => d.Id, StringComparer.Ordinal).Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {d.Title}")];

        Assert.Equal(ids, ids.Distinct());
        Assert.Equal(ids, fixtures);
        Assert.Equal(notes, File.ReadLines(RepositoryFiles.Generator("AnalyzerReleases.Unshipped.md")).Where(line => line.StartsWith("KG00", StringComparison.Ordinal) && line.Contains(" | KerberosGen | ", StringComparison.Ordinal)));
    }
}
