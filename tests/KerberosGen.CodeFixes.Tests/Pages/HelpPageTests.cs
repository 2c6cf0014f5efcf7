using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using KerberosGen.CodeFixes.Tests.Running;
using KerberosGen.Generator;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace KerberosGen.CodeFixes.Tests.Pages;

/// <summary>
/// Ids, release notes, help pages and their index say the same. A new descriptor anywhere in the generator's assembly is found
/// here by itself.
/// </summary>
public sealed class HelpPageTests
{
    private static readonly string[] Sections = ["Wrong", "Right", "Why"];

    private static readonly ImmutableArray<DiagnosticDescriptor> Declared =
    [
        .. typeof(PacketGenerator).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    private static readonly HashSet<string> Fixed =
    [
        .. typeof(DeclarationFix).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(CodeFixProvider)))
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds),
    ];

    public static TheoryData<string> Ids => [.. Declared.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_has_a_page_of_its_name_and_points_to_it(string id)
    {
        DiagnosticDescriptor descriptor = Declared.Single(d => d.Id == id);
        Assert.True(File.Exists(HelpPage.PathOf(id)), $"{id} has no help page: write docs/specs/diagnostics/{id}.md, with the headings '# {id}: {descriptor.Title}', {string.Join(", ", Sections.Select(s => $"'## {s}'"))}.");

        HelpPage page = HelpPage.Read(id);

        Assert.Equal($"# {id}: {descriptor.Title}", page.Heading);
        Assert.Equal(Sections, page.Sections);
        Assert.Equal($"{Descriptors.HelpBase}{id}.md", descriptor.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_declaration_of_a_page_gets_exactly_its_diagnostic_in_the_words_of_the_page(string id)
    {
        HelpPage page = HelpPage.Read(id);
        ImmutableArray<Diagnostic> reported = await DeclaredProject.DiagnosticsOf(DeclaredProject.Of(page.Wrong), page.WrongSpec);

        Diagnostic[] ours = [.. reported.Where(DeclaredProject.IsOurs)];
        Assert.True(ours.Length == 1 && ours[0].Id == id, $"The wrong declaration in {id}.md gets:\n{string.Join("\n", reported)}");
        string line = $"{ours[0].Severity.ToString().ToLowerInvariant()} {id}: {ours[0].GetMessage(CultureInfo.InvariantCulture)}";
        Assert.True(line == page.Message, $"The message in {id}.md should be:\n{line}");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_right_declaration_of_a_page_compiles_without_a_word(string id)
    {
        HelpPage page = HelpPage.Read(id);
        ImmutableArray<Diagnostic> reported = await DeclaredProject.DiagnosticsOf(DeclaredProject.Of(page.Right), page.RightSpec);

        Assert.True(reported.IsEmpty, $"The right declaration in {id}.md gets:\n{string.Join("\n", reported)}");
    }

    [Fact]
    public void The_index_lists_every_diagnostic_and_which_have_a_fix()
    {
        string[] rows = [.. Declared.Select(d => $"| [{d.Id}]({d.Id}.md) | {d.Title} | {d.DefaultSeverity.ToString().ToLowerInvariant()} | {(Fixed.Contains(d.Id) ? "yes" : "")} |")];

        string[] listed = [.. File.ReadLines(Path.Combine(HelpPage.Folder, "README.md")).Where(line => line.StartsWith("| [KG", StringComparison.Ordinal))];

        Assert.True(rows.SequenceEqual(listed), "The rows of docs/specs/diagnostics/README.md should be:\n" + string.Join("\n", rows));
    }

    [Fact]
    public void The_release_notes_list_every_diagnostic_and_no_other()
    {
        string[] rows = [.. Declared.Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {d.Title}")];

        string[] listed = [.. File.ReadLines(Path.Combine(RepositoryFiles.Root, "generator", "KerberosGen.Generator", "AnalyzerReleases.Unshipped.md"))
            .Where(line => line.StartsWith("KG", StringComparison.Ordinal))];

        Assert.True(rows.SequenceEqual(listed), "The rows of AnalyzerReleases.Unshipped.md should be:\n" + string.Join("\n", rows));
    }

    [Fact]
    public void Every_page_is_about_a_diagnostic_that_exists() => Assert.Equal(
        Declared.Select(d => d.Id),
        Directory.EnumerateFiles(HelpPage.Folder, "KG*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    [Fact]
    public void An_id_stands_for_one_rule_and_what_an_analyzer_says_is_one_of_them()
    {
        Assert.Equal(Declared.Select(d => d.Id).Distinct(), Declared.Select(d => d.Id));
        Assert.NotEmpty(DeclaredProject.Analyzers);
        Assert.All(DeclaredProject.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics), d => Assert.Contains(d, Declared));
    }
}
