using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace KerberosGen.CodeFixes.Tests.Running;

/// <summary>Applies a fix as an editor does: to a document of a workspace, for a diagnostic that was really reported there.</summary>
internal static class Fixing
{
    public const string Vocabulary = """
        namespace Shop;
        [FixedBytes(16)] public readonly partial struct Iv;
        [FixedBytes(8)] public readonly partial struct Nonce;
        [FixedBytes(16)] public readonly partial struct Cipher16;
        /// <summary>A place on the plane.</summary>
        [Packet] public partial struct Point { public ushort X, Y; }
        public enum KeyRole { Session }
        """;

    /// <summary>The fix's only offer has this title, gives this source, and leaves nothing to complain about.</summary>
    public static async Task Turns<TFix>(string source, string title, string expected, string? spec = null)
        where TFix : CodeFixProvider, new()
    {
        Document document = Declare(source);
        ImmutableArray<CodeAction> actions = await OffersFor<TFix>(document, spec);

        Assert.True(actions.Length == 1, string.Join("\n", await DeclaredProject.DiagnosticsOf(document.Project, spec)));
        Assert.Equal(title, actions[0].Title);
        Solution changed = await Apply(actions[0]);
        Assert.Equal(expected, await TextOf(changed, document.Id));
        await AssertNothingToReport(changed.GetProject(document.Project.Id)!, spec);
    }

    /// <summary>The fix has nothing to offer: there is no one right answer.</summary>
    public static async Task OffersNothing<TFix>(string source)
        where TFix : CodeFixProvider, new() => Assert.Empty((await OffersFor<TFix>(Declare(source))).Select(action => action.Title));

    /// <summary>All offers for a project taken at once give these sources, and leave nothing to complain about.</summary>
    public static async Task TurnsAll<TFix>(string[] sources, string[] expected)
        where TFix : CodeFixProvider, new()
    {
        Project project = DeclaredProject.Of([.. sources, Vocabulary]);
        var fix = new TFix();
        Document first = project.Documents.First(d => d.Name == "File0.cs");
        CodeAction one = (await OffersFor<TFix>(first))[0];
        var context = new FixAllContext(
            first, fix, FixAllScope.Project, one.EquivalenceKey!, fix.FixableDiagnosticIds, new Reported(), CancellationToken.None);
        CodeAction all = (await fix.GetFixAllProvider()!.GetFixAsync(context))!;

        Solution changed = await Apply(all);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], await TextOf(changed, project.Documents.Single(d => d.Name == $"File{i}.cs").Id));
        await AssertNothingToReport(changed.GetProject(project.Id)!);
    }

    private static Document Declare(string source) => DeclaredProject.Of(source, Vocabulary).Documents.Single(d => d.Name == "File0.cs");

    private static async Task<ImmutableArray<CodeAction>> OffersFor<TFix>(Document document, string? spec = null)
        where TFix : CodeFixProvider, new()
    {
        var fix = new TFix();
        ImmutableArray<Diagnostic> fixable =
            [.. (await DeclaredProject.DiagnosticsOf(document.Project, spec)).Where(d => fix.FixableDiagnosticIds.Contains(d.Id) && d.Location.SourceTree?.FilePath == document.FilePath)];
        Assert.NotEmpty(fixable);
        ImmutableArray<CodeAction>.Builder actions = ImmutableArray.CreateBuilder<CodeAction>();
        foreach (Diagnostic diagnostic in fixable)
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.ToImmutable();
    }

    private static async Task<Solution> Apply(CodeAction action) =>
        Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>()).ChangedSolution;

    private static async Task<string> TextOf(Solution solution, DocumentId id) => (await solution.GetDocument(id)!.GetTextAsync()).ToString();

    private static async Task AssertNothingToReport(Project project, string? spec = null)
    {
        ImmutableArray<Diagnostic> left = await DeclaredProject.DiagnosticsOf(project, spec);
        Assert.True(left.IsEmpty, string.Join("\n", left));
    }

    /// <summary>What was reported for the project, as 'fix all' asks for it.</summary>
    private sealed class Reported : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await DeclaredProject.DiagnosticsOf(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await DeclaredProject.DiagnosticsOf(document.Project)).Where(d => d.Location.SourceTree?.FilePath == document.FilePath);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await DeclaredProject.DiagnosticsOf(project)).Where(d => !d.Location.IsInSource);
    }
}
