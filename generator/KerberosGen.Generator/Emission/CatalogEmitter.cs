using System;
using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits what spans the packets of one namespace: the catalogue of tables, and a handler over each direction's codes.</summary>
internal static class CatalogEmitter
{
    public static string Emit(CatalogSpec spec)
    {
        var source = new SourceWriter("");
        string full = (spec.Namespace.Length == 0 ? "" : spec.Namespace + ".") + "PacketCatalog";
        source.Line($"[assembly: {Layout}PacketCatalogAttribute(typeof(global::{full}))]");
        source.Line();
        if (spec.Namespace.Length > 0)
            source.Open("namespace " + spec.Namespace);
        EmitCatalog(source, spec);
        var handlers = new HashSet<string>(StringComparer.Ordinal);
        foreach (CatalogEntry header in spec.Entries.Where(e => e.Kind == PacketKind.Header))
        {
            List<CatalogEntry> messages = spec.Entries
                .Where(e => e.Kind == PacketKind.Message && e.Direction == header.Direction).ToList();
            EmitSizeRule(source, header, messages);
            // A second header of one direction or of one handler has been reported; what is emitted compiles all the same.
            if (handlers.Add(HandlerNames.Of(Plain(header.Type.Name))))
                HandlerEmitter.Emit(source, header, messages);
        }

        if (spec.Namespace.Length > 0)
            source.Close();
        return source.ToString();
    }

    private static void EmitCatalog(SourceWriter source, CatalogSpec spec)
    {
        source.Summary("The tables of every packet of this namespace.");
        source.Line(Generated);
        string visibility = spec.Entries.Any(e => e.Type.IsPublic) ? "public" : "internal";
        source.Open($"{visibility} static class PacketCatalog");
        source.Summary("Headers, then messages by code, then structures.");
        source.Line($"public static {Layout}ProtocolLayout Layout {{ get; }} = new(");
        source.Indented(() =>
        {
            source.Line($"{Quote(spec.Namespace)},");
            source.Line("[");
            source.Indented(() =>
            {
                foreach (CatalogEntry entry in spec.Entries)
                    source.Line($"{entry.Type.FullName}.Layout,");
            });
            source.Line("]);");
        });
        source.Close();
    }

    private static void EmitSizeRule(SourceWriter source, CatalogEntry header, List<CatalogEntry> messages)
    {
        source.Line();
        source.Open($"partial struct {header.Type.Name}");
        source.Line("/// <inheritdoc/>");
        if (messages.Count == 0)
        {
            source.Line("public static bool AllowsPayloadSize(ushort code, uint payloadSize) => true;");
            source.Close();
            return;
        }

        source.Open("public static bool AllowsPayloadSize(ushort code, uint payloadSize) => code switch");
        foreach (IGrouping<int, CatalogEntry> sameCode in messages.GroupBy(m => m.Code!.Value))
        {
            IEnumerable<string> rules = sameCode.Select(m => m.IsFixed
                ? $"payloadSize == {m.Type.FullName}.Size"
                : $"payloadSize >= {m.Type.FullName}.MinSize");
            source.Line($"{Number(sameCode.Key)} => {string.Join(" || ", rules)},");
        }

        source.Line("_ => true,");
        source.Close(";");
        source.Close();
    }
}
