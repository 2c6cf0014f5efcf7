using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.SpecFirst;
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
    public static void Register(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Found> found, IncrementalValueProvider<FilledPackets> filled)
    {
        context.RegisterSourceOutput(
            found.Combine(filled).Select(static (both, _) => Reported(both.Left, both.Right)).Combine(filled).Combine(context.CompilationProvider),
            static (output, all) =>
            {
                foreach (Diagnostic diagnostic in DiagnosticsOf(all.Left.Left, all.Left.Right, all.Right, output.CancellationToken))
                    output.ReportDiagnostic(diagnostic);
            });
        context.RegisterSourceOutput(found.Combine(filled), static (output, both) =>
        {
            foreach (Diagnostic diagnostic in CatalogParser.Check(PacketsOf(both.Left, both.Right)))
                output.ReportDiagnostic(diagnostic);
        });
    }

    private static ImmutableArray<TypeDeclarationSyntax> Reported(Found found, FilledPackets filled)
    {
        ImmutableArray<TypeDeclarationSyntax>.Builder nodes = ImmutableArray.CreateBuilder<TypeDeclarationSyntax>();
        for (int i = 0; i < found.Outcomes.Length; i++)
        {
            if (found.Outcomes[i] is { IsReported: true, Name: { } name } && !filled.Packets.ContainsKey(name))
                nodes.Add(found.Nodes[i]);
        }

        return nodes.ToImmutable();
    }

    private static IEnumerable<Diagnostic> DiagnosticsOf(
        ImmutableArray<TypeDeclarationSyntax> nodes, FilledPackets filled, Compilation compilation, CancellationToken cancellation)
    {
        var packets = new List<Parsed<PacketSpec>>(filled.Packets.Values);
        foreach (TypeDeclarationSyntax node in nodes)
        {
            (Parsed<DomainTypeSpec> domainType, Parsed<PacketSpec> packet) = RootParser.Parse(node, compilation, cancellation);
            if (!packet.IsIgnored)
                packets.Add(packet);
            else if (!domainType.IsIgnored)
            {
                foreach (Diagnostic diagnostic in domainType.Diagnostics)
                    yield return diagnostic;
            }
        }

        var shared = new HashSet<Location>();
        foreach (Parsed<PacketSpec> packet in packets)
        {
            foreach (Diagnostic diagnostic in packet.Diagnostics)
                yield return diagnostic;
            if (packet.Shared is { } one && shared.Add(one.Location))
                yield return one;
        }
    }

    private static ImmutableArray<Parsed<PacketSpec>> PacketsOf(Found found, FilledPackets filled)
    {
        ImmutableArray<Parsed<PacketSpec>>.Builder packets = ImmutableArray.CreateBuilder<Parsed<PacketSpec>>(found.Nodes.Length);
        for (int i = 0; i < found.Outcomes.Length; i++)
        {
            if (found.Outcomes[i] is { Name: { } name, IsPacket: true } outcome)
            {
                packets.Add(filled.Packets.TryGetValue(name, out Parsed<PacketSpec> known)
                    ? known
                    : new Parsed<PacketSpec>(name, outcome.Packet, ImmutableArray<Diagnostic>.Empty, found.Nodes[i].Identifier.GetLocation()));
            }
        }

        return packets.ToImmutable();
    }
}
