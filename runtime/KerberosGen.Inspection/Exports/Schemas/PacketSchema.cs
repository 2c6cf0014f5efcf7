using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Exports.Layouts;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Schemas;

/// <summary>
/// A JSON Schema (2020-12) of the JSON that a protocol's packets are shown as: the published schema of
/// <c>kerberosgen.packet/1</c>, and for each packet the names, types and limits of its own fields. A packet of the status
/// <c>ok</c> has exactly these; of a broken one the fields have their names.
/// </summary>
public static class PacketSchema
{
    private const string Published = "urn:kerberosgen:packet:1";

    /// <summary>Writes the schema; lines end in <c>\n</c>.</summary>
    public static string Write(ProtocolLayout protocol)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            Write(json, protocol);
        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, ProtocolLayout protocol)
    {
        var references = new LayoutReferences(protocol);
        var fields = new FieldSchema(json, references);
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("title", $"{protocol.Name}: packets as `inspector decode --out ndjson` writes them");
        json.WriteStartArray("allOf");
        json.WriteStartObject();
        json.WriteString("$ref", Published);
        json.WriteEndObject();
        foreach (DirectionLayout direction in new[] { protocol.Requests, protocol.Responses }.OfType<DirectionLayout>())
            fields.WriteHeaderRule(direction);
        // Packets of one name, of two namespaces, cannot be told apart by it.
        foreach (IGrouping<string, PacketLayout> packets in protocol.Packets.Where(p => p.Kind is PacketKind.Message or PacketKind.Structure).GroupBy(p => p.Name))
            fields.WritePacketRules(packets.Key, [.. packets]);
        json.WriteEndArray();
        json.WriteStartObject("$defs");
        foreach (PacketLayout packet in protocol.Packets.Concat(references.Imported))
            fields.WriteDefinition(packet);
        json.WritePropertyName("packet");
        WritePublished(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // With an id of its own its references count from itself.
    private static void WritePublished(Utf8JsonWriter json)
    {
        using Stream stream = typeof(PacketSchema).Assembly.GetManifestResourceStream("packet.schema.json")!;
        using JsonDocument schema = JsonDocument.Parse(stream);
        json.WriteStartObject();
        json.WriteString("$id", Published);
        foreach (JsonProperty member in schema.RootElement.EnumerateObject().Where(m => m.Name != "$schema"))
            member.WriteTo(json);
        json.WriteEndObject();
    }
}
