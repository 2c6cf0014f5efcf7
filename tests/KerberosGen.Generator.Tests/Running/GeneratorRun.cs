using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace KerberosGen.Generator.Tests.Running;

/// <summary>
/// One compilation with the generator in it. A session goes on with <see cref="Edit"/>, as an editor does: what the
/// generator kept from the run before is there in the next.
/// </summary>
internal sealed class GeneratorRun
{
    private const string Usings = """
        global using System;
        global using KerberosGen;
        global using KerberosGen.Codec;
        global using KerberosGen.Crypto;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions CompilationOptions = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        generalDiagnosticOption: ReportDiagnostic.Error,
        nullableContextOptions: NullableContextOptions.Enable);

    // Compilations that grow out of one share what was read of its references, which is most of the work.
    private static readonly ConcurrentDictionary<ImmutableArray<MetadataReference>, CSharpCompilation> Empty = new();

    private readonly CSharpCompilation _input;
    private readonly GeneratorDriver _driver;

    private readonly SpecText? _spec;

    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver, SpecText? spec = null)
    {
        _input = input;
        _spec = spec;
        _driver = driver.RunGenerators(input);
        Result = _driver.GetRunResult().Results.Single();
        Output = input.AddSyntaxTrees(Result.GeneratedSources.IsDefault ? [] : Result.GeneratedSources.Select(s => s.SyntaxTree));
    }

    public Compilation Input => _input;

    public GeneratorRunResult Result { get; }

    public Compilation Output { get; }

    /// <summary>What the generator reported, in source order.</summary>
    public ImmutableArray<Diagnostic> Reported =>
        Result.Diagnostics.OrderBy(d => d.Location.SourceTree?.FilePath).ThenBy(d => d.Location.SourceSpan.Start).ToImmutableArray();

    /// <summary>The emitted files by hint name.</summary>
    public ImmutableSortedDictionary<string, string> Files =>
        Result.GeneratedSources.ToImmutableSortedDictionary(s => s.HintName, s => s.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>Every error and warning of the compiler, without the missing documentation of the test's own text.</summary>
    public ImmutableArray<Diagnostic> Problems =>
        Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && !(d.Id == "CS1591" && !IsEmitted(d))).ToImmutableArray();

    /// <summary>Runs the generator over files named <c>File0.cs</c>, <c>File1.cs</c> and so on.</summary>
    public static GeneratorRun Of(params string[] sources) => Of(PlatformReferences.All, sources);

    public static GeneratorRun Of(ImmutableArray<MetadataReference> references, params string[] sources) => Of(references, tracksSteps: true, sources);

    /// <summary>
    /// The same as a compiler runs it, which does not track its steps. The driver that does can lose an output if, in the run
    /// before, something ahead of it was filtered out.
    /// </summary>
    public static GeneratorRun WithoutSteps(params string[] sources) => Of(PlatformReferences.All, tracksSteps: false, sources);

    private static GeneratorRun Of(ImmutableArray<MetadataReference> references, bool tracksSteps, string[] sources)
    {
        CSharpCompilation input = Empty.GetOrAdd(references, Create).AddSyntaxTrees(sources.Select((text, i) => Parse(text, $"File{i}.cs")));
        var options = new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracksSteps);
        return new GeneratorRun(
            input, CSharpGeneratorDriver.Create([new PacketGenerator().AsSourceGenerator()], parseOptions: ParseOptions, driverOptions: options));
    }

    /// <summary>Runs the generator over the files and a <c>packets.spec</c>; warnings stay warnings.</summary>
    /// <param name="spec">What the file says.</param>
    /// <param name="wireChange">The project's property; null if it has none.</param>
    /// <param name="sources">The declarations.</param>
    public static GeneratorRun WithSpec(string spec, string? wireChange, params string[] sources)
    {
        CSharpCompilation input = Empty.GetOrAdd(PlatformReferences.All, Create)
            .WithOptions(CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .AddSyntaxTrees(sources.Select((text, i) => Parse(text, $"File{i}.cs")));
        var options = new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);
        var file = new SpecText(spec);
        return new GeneratorRun(
            input,
            CSharpGeneratorDriver.Create([new PacketGenerator().AsSourceGenerator()], [file], ParseOptions, new ProjectProperties(wireChange), options),
            file);
    }

    /// <summary>Replaces the <c>packets.spec</c> and runs again on what the last run kept.</summary>
    public GeneratorRun EditSpec(Func<string, string> edit)
    {
        string before = _spec!.GetText().ToString();
        var file = new SpecText(edit(before));
        if (file.GetText().ToString() == before)
            throw new ArgumentException("The edit changes nothing.", nameof(edit));
        return new GeneratorRun(_input, _driver.ReplaceAdditionalText(_spec, file), file);
    }

    /// <summary>Replaces one file's text and runs again on what the last run kept.</summary>
    public GeneratorRun Edit(int file, Func<string, string> edit)
    {
        SyntaxTree old = _input.SyntaxTrees.Single(t => t.FilePath == $"File{file}.cs");
        string text = edit(old.ToString());
        if (text == old.ToString())
            throw new ArgumentException("The edit changes nothing.", nameof(edit));
        return new GeneratorRun(_input.ReplaceSyntaxTree(old, Parse(text, old.FilePath)), _driver, _spec);
    }

    public static bool IsEmitted(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;

    /// <summary>The compiled assembly; fails the test with every problem if there is one.</summary>
    public byte[] Compile()
    {
        AssertCompiles();
        using var assembly = new MemoryStream();
        // What counts as an error has been decided above; here the test's own undocumented types are none.
        EmitResult result = Output.WithOptions(CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(assembly);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Select(Quote)));
        return assembly.ToArray();
    }

    /// <summary>Fails the test unless the generator was content and the compiler is, warnings included.</summary>
    public void AssertCompiles()
    {
        AssertDidNotThrow();
        IEnumerable<Diagnostic> all = Reported.Concat(Problems);
        Assert.True(!all.Any(), string.Join("\n", all.Select(Quote)));
    }

    public void AssertDidNotThrow() => Assert.True(Result.Exception is null, $"The generator threw: {Result.Exception}");

    /// <summary>The diagnostic with the line it stands on, for a failing test to show.</summary>
    public static string Quote(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
            return diagnostic.ToString();
        int line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        return $"{diagnostic}\n    {tree.GetText().Lines[line].ToString().Trim()}";
    }

    private static CSharpCompilation Create(ImmutableArray<MetadataReference> references) =>
        CSharpCompilation.Create("Declared", [Parse(Usings, "Usings.cs")], references, CompilationOptions);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);
}
