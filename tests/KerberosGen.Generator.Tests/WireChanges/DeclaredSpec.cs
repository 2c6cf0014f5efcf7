using System.Collections.Immutable;
using KerberosGen.Generator.Specs;
using KerberosGen.Generator.Tests.Running;
using KerberosGen.Generator.WireChanges;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.Tests.WireChanges;

/// <summary>The <c>packets.spec</c> that the declarations of a run give.</summary>
internal static class DeclaredSpec
{
    public static string Of(string @namespace, params string[] sources) => Of(GeneratorRun.Of(sources), @namespace);

    public static string Of(GeneratorRun run, string @namespace)
    {
        run.AssertDidNotThrow();
        List<PacketSpec> packets = [.. SpecsOf<PacketSpec>(run, PacketGenerator.PacketStep)
            .Where(p => p.Type.Namespace == @namespace)
            .OrderBy(p => new CatalogEntry(p.Type, p.Kind, p.Direction, p.Code, p.WireLayout, p.Size is not null))];
        ImmutableArray<WireType> types =
        [
            .. SpecsOf<DomainTypeSpec>(run, PacketGenerator.DomainTypeStep).Select(SpecTypes.Of)
                .Concat(packets.SelectMany(SpecTypes.EnumsOf)).DistinctBy(t => t.Name).OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
        return WireTextWriter.Write(new WireDocument(@namespace, [.. packets.Select(SpecTables.Of)], types));
    }

    private static IEnumerable<T> SpecsOf<T>(GeneratorRun run, string step) =>
        run.Result.TrackedSteps.TryGetValue(step, out var steps) ? steps.SelectMany(s => s.Outputs).Select(o => o.Value).OfType<T>() : [];
}
