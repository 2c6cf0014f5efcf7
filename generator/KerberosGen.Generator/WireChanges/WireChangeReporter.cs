using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Parsing;
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
        IEnumerable<IncrementalValuesProvider<Parsed<PacketSpec>>> packets,
        IEnumerable<IncrementalValuesProvider<Parsed<DomainTypeSpec>>> domainTypes)
    {
        IncrementalValueProvider<bool> hasFiles = files.Select(static (all, _) => !all.IsEmpty);
        IncrementalValueProvider<EquatableArray<DeclaredTable>> declared = All(packets.Select(p => p
            .Select(static (parsed, _) => parsed.Spec).Combine(hasFiles)
            .Where(static both => both.Left is not null && both.Right)
            .Select(static (both, _) => DeclaredTable.Of(both.Left!))));
        IncrementalValueProvider<EquatableArray<DomainTypeSpec>> types = All(domainTypes.Select(p => p
            .Where(static parsed => parsed.Spec is not null)
            .Select(static (parsed, _) => parsed.Spec! with { Summary = "" })));
        IncrementalValueProvider<EquatableArray<string>> refused = All(packets.Select(p => p
            .Where(static parsed => parsed.Spec is null).Select(static (parsed, _) => parsed.Name)));
        IncrementalValuesProvider<(SpecFile File, EquatableArray<WireChange> Changes)> changes = files
            .SelectMany(static (all, _) => all)
            .Combine(declared.Combine(types).Combine(refused))
            .Select(static (all, _) => (all.Left, new EquatableArray<WireChange>(WireComparison.Compare(
                all.Left, all.Right.Left.Left.ToImmutable(), all.Right.Left.Right.ToImmutable(), all.Right.Right.ToImmutable()).ToImmutableArray())))
            .WithTrackingName(Step);
        IncrementalValueProvider<ImmutableArray<(string Name, Location? Location)>> locations = Together(packets
            .Select(p => p.Select(static (parsed, _) => (parsed.Name, parsed.Location)))
            .Concat(domainTypes.Select(p => p.Select(static (parsed, _) => (parsed.Name, parsed.Location)))));
        IncrementalValueProvider<string?> severity = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => SeverityOf(options));
        context.RegisterSourceOutput(
            changes.Where(static c => c.Changes.Count > 0).Combine(locations).Combine(severity),
            static (output, all) => Report(output, all.Left.Left.File, all.Left.Left.Changes, all.Left.Right, all.Right));
    }

    private static string? SeverityOf(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue(Property, out string? value) ? value.Trim().ToLowerInvariant() : null;

    private static void Report(
        SourceProductionContext output, SpecFile file, EquatableArray<WireChange> changes, ImmutableArray<(string Name, Location? Location)> locations, string? severity)
    {
        foreach (WireChange change in changes)
        {
            DiagnosticDescriptor descriptor = WireDiagnostics.Of(change.Id);
            if (severity == "none" && descriptor.DefaultSeverity == DiagnosticSeverity.Warning)
                continue;
            Location inFile = file.LocationOf(change.SpecLine);
            Location? declared = LocationOf(change, locations);
            output.ReportDiagnostic(Diagnostic.Create(
                descriptor,
                declared ?? inFile,
                severity == "error" ? DiagnosticSeverity.Error : descriptor.DefaultSeverity,
                declared is null ? null : [inFile],
                null,
                change.Arguments.Select(a => (object)a).ToArray()));
        }
    }

    private static Location? LocationOf(WireChange change, ImmutableArray<(string Name, Location? Location)> locations)
    {
        Location? type = change.Type is null ? null : locations.FirstOrDefault(l => SpecTables.Plain(l.Name) == SpecTables.Plain(change.Type)).Location;
        if (type?.SourceTree is not { } tree || change.Field is null)
            return type;
        return tree.GetRoot().FindNode(type.SourceSpan).AncestorsAndSelf().OfType<TypeDeclarationSyntax>().FirstOrDefault()?
            .Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(f => f.Declaration.Variables)
            .FirstOrDefault(v => v.Identifier.ValueText == change.Field)?
            .Identifier.GetLocation() ?? type;
    }

    private static IncrementalValueProvider<EquatableArray<T>> All<T>(IEnumerable<IncrementalValuesProvider<T>> parts)
        where T : IEquatable<T> => Together(parts).Select(static (all, _) => new EquatableArray<T>(all));

    private static IncrementalValueProvider<ImmutableArray<T>> Together<T>(IEnumerable<IncrementalValuesProvider<T>> parts) => parts
        .Select(part => part.Collect())
        .Aggregate((all, part) => all.Combine(part).Select(static (both, _) => both.Left.AddRange(both.Right)));
}
