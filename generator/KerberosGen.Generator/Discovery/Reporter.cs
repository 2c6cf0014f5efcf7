using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Discovery;

/// <summary>
/// Reports mistakes. Locations are good for one compilation only: a declaration with a mistake is parsed anew in every run.
/// There are few of them, and while there is one the person is at work on it.
/// </summary>
internal static class Reporter
{
    public static void Register(IncrementalGeneratorInitializationContext context, DeclarationFinder finder)
    {
        IncrementalValueProvider<(ImmutableArray<TypeDeclarationSyntax> Nodes, ImmutableArray<Outcome> Outcomes)> all =
            finder.Nodes.Combine(finder.Outcomes.Collect());
        context.RegisterSourceOutput(
            all.Select(static (both, _) => both.Nodes.Where((_, i) => both.Outcomes[i].IsReported).ToImmutableArray()).Combine(context.CompilationProvider),
            static (output, both) =>
            {
                foreach (Diagnostic diagnostic in DiagnosticsOf(both.Left, both.Right, output.CancellationToken))
                    output.ReportDiagnostic(diagnostic);
            });
        context.RegisterSourceOutput(all, static (output, both) =>
        {
            foreach (Diagnostic diagnostic in CatalogParser.Check(PacketsOf(both.Nodes, both.Outcomes)))
                output.ReportDiagnostic(diagnostic);
        });
    }

    private static IEnumerable<Diagnostic> DiagnosticsOf(
        ImmutableArray<TypeDeclarationSyntax> nodes, Compilation compilation, CancellationToken cancellation)
    {
        var shared = new HashSet<Location>();
        foreach (TypeDeclarationSyntax node in nodes)
        {
            (Parsed<DomainTypeSpec> domainType, Parsed<PacketSpec> packet) = RootParser.Parse(node, compilation, cancellation);
            foreach (Diagnostic diagnostic in domainType.IsIgnored ? packet.Diagnostics : domainType.Diagnostics)
                yield return diagnostic;
            if (packet.Shared is { } one && shared.Add(one.Location))
                yield return one;
        }
    }

    private static ImmutableArray<Parsed<PacketSpec>> PacketsOf(ImmutableArray<TypeDeclarationSyntax> nodes, ImmutableArray<Outcome> outcomes)
    {
        ImmutableArray<Parsed<PacketSpec>>.Builder packets = ImmutableArray.CreateBuilder<Parsed<PacketSpec>>();
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] is { Name: { } name, IsPacket: true } outcome)
                packets.Add(new Parsed<PacketSpec>(name, outcome.Packet, ImmutableArray<Diagnostic>.Empty, nodes[i].Identifier.GetLocation()));
        }

        return packets.ToImmutable();
    }
}
