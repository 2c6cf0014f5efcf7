using System.Collections.Immutable;
using System.Linq;
using System.Text;
using KerberosGen.Generator.Emission;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.Generator;

/// <summary>
/// Declarations in, code out: Parser, equatable specs, Emitter. Source comes from the specs alone, so that it stays cached
/// while something else is edited; diagnostics go another way, with their real locations, so that
/// <c>#pragma warning disable</c> works.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class PacketGenerator : IIncrementalGenerator
{
    /// <summary>The tracked steps that hold specs.</summary>
    internal const string DomainTypeStep = "DomainTypes";

    internal const string PacketStep = "Packets";

    internal const string CatalogStep = "Catalogs";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        EmitDomainTypes(context, KnownAttributes.FixedBytes);
        EmitDomainTypes(context, KnownAttributes.FixedText);

        IncrementalValueProvider<ImmutableArray<Parsed<PacketSpec>>> packets = EmitPackets(context, KnownAttributes.Packet)
            .Combine(EmitPackets(context, KnownAttributes.Request))
            .Combine(EmitPackets(context, KnownAttributes.Response))
            .Combine(EmitPackets(context, KnownAttributes.Header))
            .Select(static (all, _) => all.Left.Left.Left.AddRange(all.Left.Left.Right).AddRange(all.Left.Right).AddRange(all.Right));

        context.RegisterSourceOutput(
            packets.SelectMany(static (all, _) => CatalogParser.Group(all)).WithTrackingName(CatalogStep),
            static (output, catalog) => Add(output, CatalogEmitter.HintName(catalog), CatalogEmitter.Emit(catalog)));
        context.RegisterSourceOutput(packets, static (output, all) =>
        {
            foreach (Diagnostic diagnostic in CatalogParser.Check(all))
                output.ReportDiagnostic(diagnostic);
        });
    }

    private static void EmitDomainTypes(IncrementalGeneratorInitializationContext context, string attribute)
    {
        IncrementalValuesProvider<Parsed<DomainTypeSpec>> parsed = context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute, static (node, _) => node is TypeDeclarationSyntax, DomainTypeParser.Parse);
        Report(context, parsed);
        context.RegisterSourceOutput(
            parsed.Select(static (p, _) => p.Spec).Where(static s => s is not null).WithTrackingName(DomainTypeStep),
            static (output, spec) => Add(output, spec!.Type.HintName, DomainTypeEmitter.Emit(spec)));
    }

    private static IncrementalValueProvider<ImmutableArray<Parsed<PacketSpec>>> EmitPackets(
        IncrementalGeneratorInitializationContext context, string attribute)
    {
        IncrementalValuesProvider<Parsed<PacketSpec>> parsed = context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute, static (node, _) => node is TypeDeclarationSyntax, PacketParser.Parse);
        Report(context, parsed);
        context.RegisterSourceOutput(
            parsed.Select(static (p, _) => p.Spec).Where(static s => s is not null).WithTrackingName(PacketStep),
            static (output, spec) => Add(output, spec!.Type.HintName, PacketEmitter.Emit(spec)));
        return parsed.Collect();
    }

    private static void Report<TSpec>(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Parsed<TSpec>> parsed)
        where TSpec : class, System.IEquatable<TSpec> =>
        context.RegisterSourceOutput(parsed.Where(static p => !p.Diagnostics.IsEmpty), static (output, p) =>
        {
            foreach (Diagnostic diagnostic in p.Diagnostics)
                output.ReportDiagnostic(diagnostic);
        });

    private static void Add(SourceProductionContext output, string hintName, string source) =>
        output.AddSource(hintName, SourceText.From(source, Utf8));
}
