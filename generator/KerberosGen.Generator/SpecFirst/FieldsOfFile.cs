using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Discovery;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;
using KerberosGen.Generator.WireChanges;
using KerberosGen.WireTables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.Generator.SpecFirst;

/// <summary>
/// Packets that are written in <c>packets.spec</c> alone: their rows become fields, as a person would declare them, and these
/// are read like any declaration, together with every packet that they may be part of.
/// </summary>
internal static class FieldsOfFile
{
    /// <summary>The tracked step that holds the emitted fields.</summary>
    internal const string Step = "FieldsOfFile";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static IncrementalValueProvider<FilledPackets> Fill(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ImmutableArray<SpecFile>> files,
        IncrementalValuesProvider<Outcome> declared)
    {
        IncrementalValueProvider<ImmutableArray<Outcome>> all = declared.Collect();
        IncrementalValueProvider<EquatableArray<OpenPacket>> open = all
            .Combine(files)
            .Select(static (both, _) => new EquatableArray<OpenPacket>(FindOpen(both.Left, both.Right)));
        IncrementalValueProvider<FilledPackets> filled = all
            .Combine(open)
            .Select(static (both, _) => both.Right.Count == 0 ? default : (Open: both.Right, Names: NamesOf(both.Left, both.Right)))
            .Combine(context.CompilationProvider)
            .Select(static (both, cancellation) => both.Left.Open.Count == 0
                ? FilledPackets.None
                : Read((CSharpCompilation)both.Right, both.Left.Open, both.Left.Names, cancellation));
        context.RegisterSourceOutput(
            filled.SelectMany(static (all, _) => all.Files.ToImmutable()).WithTrackingName(Step),
            static (output, file) => output.AddSource(file.HintName, SourceText.From(file.Source, Utf8)));
        return filled;
    }

    /// <summary>True for a packet that declares no fields of its own.</summary>
    public static bool IsOpen(INamedTypeSymbol type) => !type.GetMembers().Any(m => m is IFieldSymbol { IsStatic: false, IsConst: false });

    private static ImmutableArray<OpenPacket> FindOpen(ImmutableArray<Outcome> declared, ImmutableArray<SpecFile> files)
    {
        ImmutableArray<OpenPacket>.Builder open = ImmutableArray.CreateBuilder<OpenPacket>();
        if (files.IsEmpty)
            return ImmutableArray<OpenPacket>.Empty;
        foreach (string fullName in declared.Where(o => o.IsOpen).Select(o => o.Name!))
        {
            string name = fullName.Substring(fullName.LastIndexOf(':') + 1);
            int dot = name.LastIndexOf('.');
            string space = dot < 0 ? "" : name.Substring(0, dot);
            name = name.Substring(dot + 1);
            SpecFile? file = files.FirstOrDefault(f => f.Document.Name == SpecTables.Plain(space));
            if (file?.Document.Tables.FirstOrDefault(t => t.Name == SpecTables.Plain(name)) is { Rows.IsEmpty: false } table)
                open.Add(new OpenPacket(fullName, space, name, file.Path, table));
        }

        return open.ToImmutable();
    }

    /// <summary>The packets that have to be read again: the open ones, what holds them, and what was refused without them.</summary>
    private static EquatableArray<string> NamesOf(ImmutableArray<Outcome> declared, EquatableArray<OpenPacket> open)
    {
        var names = new HashSet<string>(open.Select(o => o.FullName), StringComparer.Ordinal);
        names.UnionWith(declared.Where(p => p is { IsPacket: true, Packet: null }).Select(p => p.Name!));
        int before;
        do
        {
            before = names.Count;
            names.UnionWith(declared.Where(p => p.Packet is { } packet && packet.Needs.Any(names.Contains)).Select(p => p.Name!));
        }
        while (names.Count > before);
        return new EquatableArray<string>(names.OrderBy(n => n, StringComparer.Ordinal).ToImmutableArray());
    }

    private static FilledPackets Read(
        CSharpCompilation compilation, EquatableArray<OpenPacket> open, EquatableArray<string> names, CancellationToken cancellation)
    {
        var options = (CSharpParseOptions)(compilation.SyntaxTrees.FirstOrDefault()?.Options ?? CSharpParseOptions.Default);
        var trees = open.ToDictionary(packet => packet.FullName, _ => (SyntaxTree?)null, StringComparer.Ordinal);
        var isRef = new HashSet<string>(StringComparer.Ordinal);
        CSharpCompilation full;
        Dictionary<string, Parsed<PacketSpec>> read;
        bool grew;
        do
        {
            // Whether a packet has to be a ref struct shows once its fields, and those of its parts, are known.
            foreach (OpenPacket packet in open)
            {
                string source = FieldDeclarations.Write(packet, isRef.Contains(packet.FullName), name => SizeOfEnum(compilation, packet.Namespace, name));
                trees[packet.FullName] = CSharpSyntaxTree.ParseText(source, options, HintNameOf(packet), cancellationToken: cancellation);
            }

            full = compilation.AddSyntaxTrees(trees.Values.Select(t => t!));
            read = names.Where(name => TypeOf(full, name) is not null)
                .ToDictionary(name => name, name => Parse(TypeOf(full, name)!, open.FirstOrDefault(o => o.FullName == name), trees.Values, cancellation), StringComparer.Ordinal);
            grew = false;
            foreach (OpenPacket packet in open)
            {
                if (read.TryGetValue(packet.FullName, out Parsed<PacketSpec> parsed) && parsed.Diagnostics.Any(d => d.Id == Descriptors.VariableInPlainStruct.Id))
                    grew |= isRef.Add(packet.FullName);
            }
        }
        while (grew);
        return new FilledPackets(
            read.ToImmutableDictionary(),
            new EquatableArray<FieldsFile>(open.Select(p => new FieldsFile(HintNameOf(p), trees[p.FullName]!.ToString())).ToImmutableArray()));
    }

    private static Parsed<PacketSpec> Parse(INamedTypeSymbol type, OpenPacket? packet, IEnumerable<SyntaxTree?> trees, CancellationToken cancellation)
    {
        Parsed<PacketSpec> parsed = PacketParser.Parse(type, KnownAttributes.FindRoot(type)!, cancellation);
        ImmutableArray<Diagnostic> diagnostics = parsed.Diagnostics.Select(d => trees.Contains(d.Location.SourceTree) ? AtItsRow(d) : d).ToImmutableArray();
        if (packet is not null)
        {
            List<WireRow> unsaid = packet.Table.Rows.Where(row => FieldDeclarations.Of(packet.Table, row, _ => null) is null).ToList();
            // What an IV is of, may be among them.
            if (unsaid.Count > 0)
                diagnostics = diagnostics.RemoveAll(d => d.Id == Descriptors.IdleSyntheticIv.Id);
            diagnostics = diagnostics.AddRange(unsaid.Select(row => Diagnostic.Create(
                SpecFirstDiagnostics.NeedsDeclaration, LocationOf(packet.Path, row.Line), packet.Table.Name, row.Name, row.Type, row.Rules.Length == 0 ? "" : " " + row.Rules)));
        }

        return new Parsed<PacketSpec>(parsed.Name, diagnostics.IsEmpty ? parsed.Spec : null, diagnostics, parsed.Location)
        {
            Shared = parsed.Shared,
            Stub = parsed.Spec is { } spec && !diagnostics.IsEmpty ? new StubSpec(spec.Type, spec.Kind, spec.Code, spec.IsRefStruct, default) : parsed.Stub,
        };
    }

    /// <summary>The same mistake, told at the row that the field was made from.</summary>
    private static Diagnostic AtItsRow(Diagnostic diagnostic)
    {
        FileLinePositionSpan row = diagnostic.Location.GetMappedLineSpan();
        DiagnosticDescriptor descriptor = diagnostic.Descriptor;
        return Diagnostic.Create(
            diagnostic.Id, descriptor.Category, diagnostic.GetMessage(), diagnostic.Severity, descriptor.DefaultSeverity, descriptor.IsEnabledByDefault,
            diagnostic.WarningLevel, descriptor.Title, descriptor.Description, descriptor.HelpLinkUri, LocationOf(row.Path, row.StartLinePosition.Line + 1));
    }

    private static Location LocationOf(string path, int line)
    {
        var position = new LinePosition(line - 1, 0);
        return Location.Create(path, default, new LinePositionSpan(position, position));
    }

    private static INamedTypeSymbol? TypeOf(Compilation compilation, string fullName) =>
        compilation.Assembly.GetTypeByMetadataName(SpecTables.Plain(fullName.Substring(fullName.LastIndexOf(':') + 1)));

    private static int? SizeOfEnum(Compilation compilation, string space, string name)
    {
        INamedTypeSymbol? type = compilation.GetTypeByMetadataName(space.Length == 0 ? name : $"{SpecTables.Plain(space)}.{name}");
        return type?.EnumUnderlyingType?.SpecialType switch
        {
            SpecialType.System_Byte or SpecialType.System_SByte => 1,
            SpecialType.System_UInt16 or SpecialType.System_Int16 => 2,
            SpecialType.System_UInt32 or SpecialType.System_Int32 => 4,
            SpecialType.System_UInt64 or SpecialType.System_Int64 => 8,
            _ => null,
        };
    }

    private static string HintNameOf(OpenPacket packet) =>
        SpecTables.Plain(packet.Namespace.Length == 0 ? packet.Name : $"{packet.Namespace}.{packet.Name}") + ".Fields.g.cs";
}
