using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Discovery;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KerberosGen.Generator.WireChanges;

/// <summary>The branch of the generator that compares: specs and files in, diagnostics out. No source depends on it.</summary>
internal static class WireChangeReporter
{
    /// <summary>The tracked step that holds what differs.</summary>
    internal const string Step = "WireChanges";

    /// <summary>The project's property that says how a change is told: <c>warning</c>, <c>error</c> or <c>none</c>.</summary>
    private const string Property = "build_property.KerberosGenWireChange";

    public static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ImmutableArray<SpecFile>> files,
        IncrementalValuesProvider<Outcome> outcomes,
        IncrementalValueProvider<Found> found)
    {
        IncrementalValueProvider<ImmutableArray<OnTheWire?>> declared = outcomes
            .Combine(files.Select(static (all, _) => !all.IsEmpty))
            .Select(static (both, _) => both.Right ? OnTheWire.Of(both.Left) : null)
            .Collect();
        IncrementalValuesProvider<(SpecFile File, EquatableArray<WireChange> Changes)> changes = files
            .SelectMany(static (all, _) => all)
            .Combine(declared)
            .Select(static (both, _) => (both.Left, new EquatableArray<WireChange>(Compare(both.Left, both.Right).ToImmutableArray())))
            .WithTrackingName(Step);
        IncrementalValueProvider<string?> severity = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => SeverityOf(options));
        context.RegisterSourceOutput(
            changes.Where(static c => c.Changes.Count > 0).Combine(found).Combine(severity),
            static (output, all) => Report(output, all.Left.Left.File, all.Left.Left.Changes, all.Left.Right, all.Right));
    }

    private static IEnumerable<WireChange> Compare(SpecFile file, ImmutableArray<OnTheWire?> declared) => WireComparison.Compare(
        file,
        declared.Select(d => d?.Packet).OfType<DeclaredTable>().ToImmutableArray(),
        declared.Select(d => d?.DomainType).OfType<DomainTypeSpec>().ToImmutableArray(),
        declared.Select(d => d?.Refused).OfType<string>().ToImmutableArray());

    private static string? SeverityOf(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue(Property, out string? value) ? value.Trim().ToLowerInvariant() : null;

    private static void Report(
        SourceProductionContext output, SpecFile file, EquatableArray<WireChange> changes, Found found, string? severity)
    {
        foreach (WireChange change in changes)
        {
            DiagnosticDescriptor descriptor = WireDiagnostics.Of(change.Id);
            if (severity == "none" && descriptor.DefaultSeverity == DiagnosticSeverity.Warning)
                continue;
            Location inFile = file.LocationOf(change.SpecLine);
            Location? declared = LocationOf(change, found);
            output.ReportDiagnostic(Diagnostic.Create(
                descriptor,
                declared ?? inFile,
                severity == "error" ? DiagnosticSeverity.Error : descriptor.DefaultSeverity,
                declared is null ? null : [inFile],
                PropertiesOf(change),
                change.Arguments.Select(a => (object)a).ToArray()));
        }
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(WireChange change) => change.Declaration is null
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty
            .Add(WireChange.DeclarationKey, change.Declaration).Add(WireChange.UseKey, change.Use).Add(WireChange.NextKey, change.Next);

    private static Location? LocationOf(WireChange change, Found found)
    {
        if (change.Type is not { } name || found.NodeOf(name) is not { } type)
            return null;
        SyntaxToken? field = type.Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(f => f.Declaration.Variables)
            .FirstOrDefault(v => v.Identifier.ValueText == change.Field)?
            .Identifier;
        return (field ?? type.Identifier).GetLocation();
    }

    /// <summary>What peers notice of a declaration.</summary>
    private sealed record OnTheWire(DeclaredTable? Packet, DomainTypeSpec? DomainType, string? Refused)
    {
        public static OnTheWire? Of(Outcome outcome) => outcome switch
        {
            { Packet: { } packet } => new OnTheWire(DeclaredTable.Of(packet), null, null),
            { DomainType: { } domainType } => new OnTheWire(null, domainType with { Summary = "" }, null),
            { IsPacket: true } => new OnTheWire(null, null, outcome.Name),
            _ => null,
        };
    }
}
