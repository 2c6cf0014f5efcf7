using System.Collections.Immutable;
using KerberosGen.Generator;
using KerberosGen.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.Inspector.Watching;

/// <summary>
/// A project's packets as its saved source declares them, without a build: the compiler and the generator run in this process,
/// and keep between two saves what did not change.
/// </summary>
internal sealed class LiveProject
{
    // What the SDK adds to a project; a project that has none of it is not harmed.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: ["NET", "NET10_0_OR_GREATER"]);

    private readonly Dictionary<string, SyntaxTree> _trees = [];
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;
    private SpecFileText? _spec;

    public LiveProject(string folder)
    {
        _compilation = CSharpCompilation.Create(
            "Watched",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions)],
            References(folder),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create([new PacketGenerator().AsSourceGenerator()], parseOptions: ParseOptions);
    }

    /// <summary>Takes a file as it is saved now, or leaves it out if it is gone.</summary>
    public void Take(string path)
    {
        string? text = File.Exists(path) ? File.ReadAllText(path) : null;
        if (Path.GetExtension(path) != ".cs")
        {
            TakeSpec(path, text);
            return;
        }

        SyntaxTree? tree = text is null ? null : CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), ParseOptions, path);
        if (_trees.Remove(path, out SyntaxTree? before))
            _compilation = tree is null ? _compilation.RemoveSyntaxTrees(before) : _compilation.ReplaceSyntaxTree(before, tree);
        else if (tree is not null)
            _compilation = _compilation.AddSyntaxTrees(tree);
        if (tree is not null)
            _trees[path] = tree;
    }

    /// <summary>Runs the generator and the compiler over what was taken.</summary>
    public LiveResult Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out Compilation output, out ImmutableArray<Diagnostic> reported);
        List<Diagnostic> wire = [.. reported.Where(d => d.Descriptor.Category == "KerberosGen.Wire" && d.DefaultSeverity == DiagnosticSeverity.Warning)];
        using var assembly = new MemoryStream();
        EmitResult emitted = output.Emit(assembly, options: new EmitOptions(metadataOnly: false));
        List<Diagnostic> errors = [.. reported.Except(wire).Concat(emitted.Diagnostics).Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (errors.Count > 0)
            return new LiveResult(wire, errors, []);
        assembly.Position = 0;
        return new LiveResult(wire, errors, LiveAssembly.ProtocolsOf(assembly));
    }

    private void TakeSpec(string path, string? text)
    {
        SpecFileText? now = text is null ? null : new SpecFileText(path, text);
        if (_spec is not null && now is not null)
            _driver = _driver.ReplaceAdditionalText(_spec, now);
        else if (_spec is not null)
            _driver = _driver.RemoveAdditionalTexts([_spec]);
        else if (now is not null)
            _driver = _driver.AddAdditionalTexts([now]);
        _spec = now;
    }

    /// <summary>The platform and the runtime of this process, and what the project's last build has beside it.</summary>
    private static IEnumerable<MetadataReference> References(string folder)
    {
        string platform = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        List<string> paths = [.. trusted.Split(Path.PathSeparator).Where(p => Path.GetDirectoryName(p) == platform), typeof(ProtocolLayout).Assembly.Location];
        HashSet<string> names = [.. paths.Select(p => Path.GetFileName(p))];
        string project = Directory.EnumerateFiles(folder, "*.csproj").Select(p => Path.GetFileNameWithoutExtension(p)).FirstOrDefault() ?? "";
        string bin = Path.Combine(folder, "bin");
        if (Directory.Exists(bin))
        {
            FileInfo? built = new DirectoryInfo(bin).EnumerateFiles(project + ".dll", SearchOption.AllDirectories).MaxBy(f => f.LastWriteTimeUtc);
            names.Add(project + ".dll");
            paths.AddRange(built?.Directory!.EnumerateFiles("*.dll").Where(f => names.Add(f.Name)).Select(f => f.FullName) ?? []);
        }

        return paths.Select(p => MetadataReference.CreateFromFile(p));
    }

    private sealed class SpecFileText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, System.Text.Encoding.UTF8);
    }
}
