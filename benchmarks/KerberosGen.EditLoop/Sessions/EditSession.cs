using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using KerberosGen.EditLoop.Dialects;
using KerberosGen.EditLoop.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KerberosGen.EditLoop.Sessions;

/// <summary>
/// A project that is being edited: one compilation after the other, and one generator driver that remembers, as an editor
/// keeps them. Only the generator's run is timed; parsing the changed text is the editor's part.
/// </summary>
internal sealed class EditSession
{
    private static readonly CSharpParseOptions ParseOptions = new(
        LanguageVersion.CSharp13,
        DocumentationMode.Diagnose,
        preprocessorSymbols: ["NET", "NETCOREAPP", .. Enumerable.Range(5, Environment.Version.Major - 4).Select(version => $"NET{version}_0_OR_GREATER")]);

    // What is read of the references is shared by all compilations that grow out of this one.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Traffic", [], References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private readonly Dialect _dialect;
    private readonly bool _tracksSteps;
    private readonly ImmutableArray<Message>[] _files;
    private readonly SyntaxTree[] _packetTrees;
    private readonly SyntaxTree _shared;
    private SyntaxTree _elsewhere;
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;
    private int _edits;

    public EditSession(Dialect dialect, int packets, bool tracksSteps = false)
    {
        _dialect = dialect;
        _tracksSteps = tracksSteps;
        _files = [.. Enumerable.Range(0, packets / SampleProtocol.PacketsPerFile).Select(SampleProtocol.File)];
        _packetTrees = [.. _files.Select((messages, i) => Parse(dialect.Write(messages), PathOf(i)))];
        _shared = Parse(dialect.Shared, "Shared.cs");
        _elsewhere = Parse(Tools(0), "Tools.cs");
        _compilation = Build();
        _driver = CreateDriver();
    }

    public GeneratorDriverRunResult Result => _driver.GetRunResult();

    /// <summary>The project as the compiler would get it.</summary>
    public Compilation Output => _compilation.AddSyntaxTrees(Result.GeneratedTrees);

    /// <summary>Answers how long the generator ran.</summary>
    public TimeSpan Do(Operation operation)
    {
        _edits++;
        switch (operation)
        {
            case Operation.ColdRun:
                _compilation = Build();
                _driver = CreateDriver();
                break;
            case Operation.EditOfOnePacket:
                // The step shares no factor with the number of packets, so that every packet has its turn.
                int packet = _edits * 37 % (_files.Length * SampleProtocol.PacketsPerFile);
                (int file, int place) = Math.DivRem(packet, SampleProtocol.PacketsPerFile);
                _files[file] = _files[file].SetItem(place, _files[file][place].WithKeystroke());
                _packetTrees[file] = Replace(_packetTrees[file], _dialect.Write(_files[file]));
                break;
            case Operation.EditElsewhere:
                _elsewhere = Replace(_elsewhere, Tools(_edits));
                break;
        }

        return Run(operation == Operation.ColdRun ? GC.MaxGeneration : 1);
    }

    private TimeSpan Run(int generation)
    {
        // What the side before left behind is not this one's to clean up.
        GC.Collect(generation);
        long start = Stopwatch.GetTimestamp();
        _driver = _driver.RunGenerators(_compilation);
        return Stopwatch.GetElapsedTime(start);
    }

    private CSharpCompilation Build() => Empty.AddSyntaxTrees([_shared, _elsewhere, .. _packetTrees]);

    private CSharpGeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [_dialect.CreateGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, _tracksSteps));

    private SyntaxTree Replace(SyntaxTree old, string text)
    {
        SyntaxTree tree = Parse(text, old.FilePath);
        _compilation = _compilation.ReplaceSyntaxTree(old, tree);
        return tree;
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static string PathOf(int file) => $"Packets{file:D3}.cs";

    private static string Tools(int edits) => string.Create(CultureInfo.InvariantCulture, $$"""
        namespace Traffic;

        /// <summary>What a program around the packets does.</summary>
        public static class Tools
        {
            /// <summary>Mixes two numbers.</summary>
            public static int Mix(int a, int b)
            {
                return a + b * {{edits}};
            }
        }
        """);
}
