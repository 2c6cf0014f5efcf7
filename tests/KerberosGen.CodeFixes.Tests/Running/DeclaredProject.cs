using System.Collections.Immutable;
using System.Reflection;
using KerberosGen.Codec;
using KerberosGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes.Tests.Running;

/// <summary>A project in a workspace, with the generator and the analyzers that the compiler finds in their assembly.</summary>
internal static class DeclaredProject
{
    private const string Usings = """
        global using System;
        global using KerberosGen;
        global using KerberosGen.Codec;
        global using KerberosGen.Crypto;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions CompilationOptions = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly AnalyzerFileReference Shipped = new(typeof(PacketGenerator).Assembly.Location, new LoadedAssembly());

    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    // Compilations that grow out of one share what was read of its references, which is most of the work.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Declared", [], References, CompilationOptions);

    private static readonly Lazy<Project> Undeclared = new(Create);

    /// <summary>The rules of the analyzers, by what the compiler finds.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = Shipped.GetAnalyzers(LanguageNames.CSharp);

    /// <summary>A project of files named <c>File0.cs</c>, <c>File1.cs</c> and so on.</summary>
    public static Project Of(params IEnumerable<string> sources)
    {
        Project project = Undeclared.Value;
        foreach ((int index, string source) in sources.Index())
            project = project.AddDocument($"File{index}.cs", source, filePath: $"File{index}.cs").Project;
        return project;
    }

    private static Project Create()
    {
        var project = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Declared", "Declared", LanguageNames.CSharp,
            compilationOptions: CompilationOptions, parseOptions: ParseOptions, metadataReferences: References, analyzerReferences: [Shipped]);
        return new AdhocWorkspace().AddProject(project).AddDocument("Usings.cs", Usings, filePath: "Usings.cs").Project;
    }

    /// <summary>
    /// What the generator, the analyzers and the compiler have to say, in source order; but not that the test's own types
    /// lack documentation.
    /// </summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsOf(Project project, string? spec = null)
    {
        var trees = new List<SyntaxTree>();
        foreach (Document document in project.Documents)
            trees.Add((await document.GetSyntaxTreeAsync())!);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            Shipped.GetGenerators(LanguageNames.CSharp), spec is null ? [] : [new SpecText(spec)], parseOptions: ParseOptions);
        driver.RunGeneratorsAndUpdateCompilation(
            Empty.AddSyntaxTrees(trees), out Compilation output, out ImmutableArray<Diagnostic> generated);

        ImmutableArray<Diagnostic> found = await output
            .WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), Throw, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAllDiagnosticsAsync();
        return [.. generated.Concat(found.Where(d => IsOurs(d) || (d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591")))
            .OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }

    public static bool IsOurs(Diagnostic diagnostic) => diagnostic.Id.StartsWith("KG", StringComparison.Ordinal);

    private static void Throw(Exception exception, DiagnosticAnalyzer analyzer, Diagnostic diagnostic) =>
        throw new InvalidOperationException($"{analyzer} threw.", exception);

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        // The test host puts its own packages on the same list: only what stands beside the core library is the platform.
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return [.. trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == folder)
            .Append(typeof(UnpackResult).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path))];
    }

    private sealed class SpecText(string text) : AdditionalText
    {
        public override string Path => "packets.spec";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    /// <summary>The test runs in the process that has the assembly already.</summary>
    private sealed class LoadedAssembly : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => typeof(PacketGenerator).Assembly;
    }
}
