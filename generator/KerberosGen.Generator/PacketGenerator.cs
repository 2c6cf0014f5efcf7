using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using KerberosGen.Generator.Discovery;
using KerberosGen.Generator.Emission;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.SpecFirst;
using KerberosGen.Generator.Specs;
using KerberosGen.Generator.WireChanges;
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
        IncrementalValueProvider<ImmutableArray<SpecFile>> specFiles = context.AdditionalTextsProvider
            .Where(SpecFile.IsOne).Select(SpecFile.Read).Collect();
        var finder = new DeclarationFinder(context);
        IncrementalValueProvider<FilledPackets> filled = FieldsOfFile.Fill(context, specFiles, finder.Outcomes);
        IncrementalValuesProvider<Outcome> outcomes = finder.Outcomes.Combine(filled).Select(static (both, _) => both.Right.Replace(both.Left));
        IncrementalValueProvider<Census> census = outcomes.Select(static (o, _) => DeclarationOf(o)).Collect()
            .Select(static (all, _) => Census.Take(all.OfType<Declaration>().ToImmutableArray()));

        Emit(context, outcomes.Select(static (o, _) => o.DomainType), census, DomainTypeStep, static spec => spec.Type, DomainTypeEmitter.Emit);
        Emit(context, outcomes.Select(static (o, _) => o.Packet), census, PacketStep, static spec => spec.Type, PacketEmitter.Emit);
        EmitStubs(context, outcomes, census);
        EmitCatalogs(context, outcomes, census);
        Reporter.Register(context, finder.Found, filled);
        WireChangeReporter.Register(context, specFiles, outcomes, finder.Found);
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

    /// <summary>Gives packets that are not emitted their members: those refused, and those that need one of these.</summary>
    private static void EmitStubs(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Outcome> outcomes, IncrementalValueProvider<Census> census)
    {
        context.RegisterSourceOutput(
            outcomes.Combine(census).SelectMany(static (both, _) => StubOf(both.Left, both.Right) is { } stub
                ? ImmutableArray.Create((Stub: stub, HintName: both.Right.NameOf(stub.Type.HintName)))
                : ImmutableArray<(StubSpec Stub, string HintName)>.Empty),
            static (output, file) => Add(output, file.HintName, StubEmitter.Emit(file.Stub)));

        static StubSpec? StubOf(Outcome outcome, Census census) => outcome.Packet is not { } spec || census.Allows(spec.Type.FullName)
            ? outcome.Stub
            : new StubSpec(spec.Type, spec.Kind, spec.Code, spec.IsRefStruct, default);
    }

    private static void EmitCatalogs(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Outcome> outcomes, IncrementalValueProvider<Census> census)
    {
        context.RegisterSourceOutput(
            outcomes.Select(static (o, _) => o.Packet is { } packet ? CatalogEntry.Of(packet) : null).Collect()
                .Combine(census)
                .SelectMany(static (both, _) => CatalogParser.Group(both.Left, both.Right)).WithTrackingName(CatalogStep)
                .Combine(census)
                .Select(static (both, _) => (Spec: both.Left, HintName: both.Right.NameOf(both.Left.HintName))),
            static (output, file) => Add(output, file.HintName, CatalogEmitter.Emit(file.Spec)));
    }

    private static Declaration? DeclarationOf(Outcome outcome) => outcome switch
    {
        { Name: null } => null,
        { DomainType: { } domainType } => new Declaration(domainType.Type.FullName, domainType.Type.HintName, "", default, IsRefused: false),
        { Packet: { } packet } => new Declaration(
            packet.Type.FullName, packet.Type.HintName, CatalogSpec.HintNameOf(packet.Type.Namespace), packet.Needs, IsRefused: false),
        _ => new Declaration(outcome.Name, outcome.Stub?.Type.HintName ?? "", "", default, IsRefused: true),
    };

    private static void Add(SourceProductionContext output, string hintName, string source) =>
        output.AddSource(hintName, SourceText.From(source, Utf8));
}
