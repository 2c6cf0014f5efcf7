using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using KerberosGen.Generator.Emission;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.SpecFirst;
using KerberosGen.Generator.Specs;
using KerberosGen.Generator.WireChanges;
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
        IncrementalValuesProvider<Parsed<DomainTypeSpec>>[] domainTypes =
        [
            ReadDomainTypes(context, KnownAttributes.FixedBytes),
            ReadDomainTypes(context, KnownAttributes.FixedText),
        ];
        IncrementalValueProvider<ImmutableArray<SpecFile>> specFiles = context.AdditionalTextsProvider
            .Where(SpecFile.IsOne).Select(SpecFile.Read).Collect();
        IncrementalValuesProvider<Parsed<PacketSpec>>[] packets = FieldsOfFile.Fill(context, specFiles,
        [
            ReadPackets(context, KnownAttributes.Packet),
            ReadPackets(context, KnownAttributes.Request),
            ReadPackets(context, KnownAttributes.Response),
            ReadPackets(context, KnownAttributes.Header),
            ReadPackets(context, KnownAttributes.Union),
        ]);
        IncrementalValueProvider<Census> census = All(
                domainTypes.Select(parsed => parsed.Select(static (p, _) => DeclarationOf(p.Name, p.Spec)))
                    .Concat(packets.Select(parsed => parsed.Select(static (p, _) => DeclarationOf(p)))))
            .Select(static (all, _) => Census.Take(all));

        foreach (IncrementalValuesProvider<Parsed<DomainTypeSpec>> parsed in domainTypes)
            Emit(context, parsed, census, DomainTypeStep, static spec => spec.Type, DomainTypeEmitter.Emit);
        foreach (IncrementalValuesProvider<Parsed<PacketSpec>> parsed in packets)
        {
            Emit(context, parsed, census, PacketStep, static spec => spec.Type, PacketEmitter.Emit);
            EmitStubs(context, parsed, census);
        }

        EmitCatalogs(context, All(packets), census);
        WireChangeReporter.Register(context, specFiles, packets, domainTypes);
    }

    private static IncrementalValuesProvider<Parsed<DomainTypeSpec>> ReadDomainTypes(
        IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(attribute, static (node, _) => node is TypeDeclarationSyntax, static (found, cancellation) =>
                DomainTypeParser.Parse((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0], cancellation))
            .Where(static p => !p.IsIgnored);

    private static IncrementalValuesProvider<Parsed<PacketSpec>> ReadPackets(
        IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(attribute, static (node, _) => node is TypeDeclarationSyntax, static (found, cancellation) =>
                CompilerErrors.LeaveOut(
                    PacketParser.Parse((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0], cancellation)
                        with { IsOpen = FieldsOfFile.IsOpen((INamedTypeSymbol)found.TargetSymbol) },
                    found.SemanticModel,
                    cancellation))
            .Where(static p => !p.IsIgnored);

    private static IncrementalValueProvider<ImmutableArray<T>> All<T>(IEnumerable<IncrementalValuesProvider<T>> parts) => parts
        .Select(part => part.Collect())
        .Aggregate((all, part) => all.Combine(part).Select(static (both, _) => both.Left.AddRange(both.Right)));

    private static void Emit<TSpec>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<Parsed<TSpec>> parsed,
        IncrementalValueProvider<Census> census,
        string step,
        Func<TSpec, TypeName> typeOf,
        Func<TSpec, string> emit)
        where TSpec : class, IEquatable<TSpec>
    {
        context.RegisterSourceOutput(parsed.Where(static p => !p.Diagnostics.IsEmpty), static (output, p) =>
        {
            foreach (Diagnostic diagnostic in p.Diagnostics)
                output.ReportDiagnostic(diagnostic);
        });
        context.RegisterSourceOutput(
            parsed.Select(static (p, _) => p.Spec).Where(static s => s is not null).WithTrackingName(step)
                .Combine(census)
                .Where(both => both.Right.Allows(typeOf(both.Left!).FullName))
                .Select((both, _) => (Spec: both.Left!, HintName: both.Right.NameOf(typeOf(both.Left!).HintName))),
            (output, file) => Add(output, file.HintName, emit(file.Spec)));
    }

    /// <summary>Gives packets that are not emitted their members: those refused, and those that need one of these.</summary>
    private static void EmitStubs(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Parsed<PacketSpec>> parsed, IncrementalValueProvider<Census> census)
    {
        context.RegisterSourceOutput(
            parsed.Combine(census)
                .Select(static (both, _) => (Stub: both.Left.Stub ?? HeldBack(both.Left.Spec, both.Right), both.Right))
                .Where(static both => both.Stub is not null)
                .Select(static (both, _) => (Stub: both.Stub!, HintName: both.Right.NameOf(both.Stub!.Type.HintName))),
            static (output, file) => Add(output, file.HintName, StubEmitter.Emit(file.Stub)));

        static StubSpec? HeldBack(PacketSpec? spec, Census census) => spec is null || census.Allows(spec.Type.FullName)
            ? null
            : new StubSpec(spec.Type, spec.Kind, spec.Code, spec.IsRefStruct, default);
    }

    private static void EmitCatalogs(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ImmutableArray<Parsed<PacketSpec>>> packets,
        IncrementalValueProvider<Census> census)
    {
        context.RegisterSourceOutput(
            packets.Combine(census).SelectMany(static (both, _) => CatalogParser.Group(both.Left, both.Right)).WithTrackingName(CatalogStep)
                .Combine(census)
                .Select(static (both, _) => (Spec: both.Left, HintName: both.Right.NameOf(both.Left.HintName))),
            static (output, file) => Add(output, file.HintName, CatalogEmitter.Emit(file.Spec)));
        context.RegisterSourceOutput(packets, static (output, all) =>
        {
            foreach (Diagnostic diagnostic in CatalogParser.Check(all))
                output.ReportDiagnostic(diagnostic);
        });
    }

    private static Declaration DeclarationOf(string name, DomainTypeSpec? spec) =>
        new(spec?.Type.FullName ?? name, spec?.Type.HintName ?? "", "", default, IsRefused: spec is null);

    private static Declaration DeclarationOf(Parsed<PacketSpec> packet) => new(
        packet.Spec?.Type.FullName ?? packet.Name,
        (packet.Spec?.Type ?? packet.Stub?.Type)?.HintName ?? "",
        packet.Spec is null ? "" : CatalogSpec.HintNameOf(packet.Spec.Type.Namespace),
        packet.Spec?.Needs ?? default,
        IsRefused: packet.Spec is null);

    private static void Add(SourceProductionContext output, string hintName, string source) =>
        output.AddSource(hintName, SourceText.From(source, Utf8));
}
