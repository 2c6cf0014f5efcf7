using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using KerberosGen.Generator.Discovery;
using KerberosGen.Generator.Emission;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;
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
        var finder = new DeclarationFinder(context);
        IncrementalValueProvider<Census> census = finder.Outcomes
            .Select(static (o, _) => DeclarationOf(o))
            .Collect()
            .Select(static (all, _) => Census.Take(all.OfType<Declaration>().ToImmutableArray()));
        Emit(context, finder.Outcomes.Select(static (o, _) => o.DomainType), census, DomainTypeStep, static spec => spec.Type, DomainTypeEmitter.Emit);
        Emit(context, finder.Outcomes.Select(static (o, _) => o.Packet), census, PacketStep, static spec => spec.Type, PacketEmitter.Emit);
        Reporter.Register(context, finder);
        EmitCatalogs(context, finder.Outcomes.Select(static (o, _) => o.Packet is { } packet ? CatalogEntry.Of(packet) : null).Collect(), census);
    }

    private static void Emit<TSpec>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<TSpec?> specs,
        IncrementalValueProvider<Census> census,
        string step,
        Func<TSpec, TypeName> typeOf,
        Func<TSpec, string> emit)
        where TSpec : class, IEquatable<TSpec>
    {
        context.RegisterSourceOutput(
            specs.Where(static s => s is not null).WithTrackingName(step)
                .Combine(census)
                .Where(both => both.Right.Allows(typeOf(both.Left!).FullName))
                .Select((both, _) => (Spec: both.Left!, HintName: both.Right.NameOf(typeOf(both.Left!).HintName))),
            (output, file) => Add(output, file.HintName, emit(file.Spec)));
    }

    private static void EmitCatalogs(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ImmutableArray<CatalogEntry?>> entries,
        IncrementalValueProvider<Census> census)
    {
        context.RegisterSourceOutput(
            entries.Combine(census).SelectMany(static (both, _) => CatalogParser.Group(both.Left, both.Right)).WithTrackingName(CatalogStep)
                .Combine(census)
                .Select(static (both, _) => (Spec: both.Left, HintName: both.Right.NameOf(both.Left.HintName))),
            static (output, file) => Add(output, file.HintName, CatalogEmitter.Emit(file.Spec)));
    }

    private static Declaration? DeclarationOf(Outcome outcome) => outcome switch
    {
        { Name: null } => null,
        { DomainType: { } domainType } => new Declaration(domainType.Type.FullName, domainType.Type.HintName, "", default),
        { Packet: { } packet } => new Declaration(packet.Type.FullName, packet.Type.HintName, CatalogSpec.HintNameOf(packet.Type.Namespace), packet.Needs),
        _ => new Declaration(outcome.Name, "", "", default),
    };

    private static void Add(SourceProductionContext output, string hintName, string source) =>
        output.AddSource(hintName, SourceText.From(source, Utf8));
}
