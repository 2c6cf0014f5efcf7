using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Exports.Layouts;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Schemas;

/// <summary>Writes what a packet's fields may be.</summary>
internal sealed class FieldSchema(Utf8JsonWriter json, LayoutReferences references)
{
    private const string Hex = "^([0-9a-f]{2})*$";
    private const string Digits = "^-?[0-9]+$";
    private const string Time = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?Z$";
    private const string Uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

    // A double, which is what most readers of JSON make of a number, is exact up to 53 bits.
    private const int ExactBits = 53;

    // What stands where no field does.
    private static readonly string[] Leftovers = ["trailing", "undecoded"];

    public void WriteHeaderRule(DirectionLayout direction)
    {
        WriteIf(("direction", direction.Direction.ToString().ToLowerInvariant()), ("status", "ok"));
        json.WriteStartObject("properties");
        WriteReference("header", direction.Header);
        json.WriteEndObject();
        WriteEndIf();
    }

    public void WritePacketRules(string name, PacketLayout[] packets)
    {
        WriteIf(("name", name));
        json.WriteStartObject("properties");
        if (packets is [{ Code: { } code, Direction: { } direction }])
        {
            json.WriteStartObject("code");
            json.WriteNumber("const", code);
            json.WriteEndObject();
            json.WriteStartObject("direction");
            json.WriteString("const", direction.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteStartObject("fields");
        json.WriteStartObject("propertyNames");
        json.WriteStartArray("enum");
        foreach (string field in packets.SelectMany(p => p.Fields).Select(f => f.Name).Concat(Leftovers).Distinct())
            json.WriteStringValue(field);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        WriteEndIf();
        if (packets is not [var only])
            return;
        WriteIf(("name", name), ("status", "ok"));
        json.WriteStartObject("properties");
        WriteReference("fields", only);
        json.WriteEndObject();
        WriteEndIf();
    }

    public void WriteDefinition(PacketLayout packet)
    {
        json.WriteStartObject(NameOf(packet));
        if (packet.Summary.Length > 0)
            json.WriteString("description", packet.Summary);
        json.WriteString("type", "object");
        bool isUnion = packet.Kind == PacketKind.Union;
        if (isUnion)
        {
            json.WriteNumber("minProperties", 1);
            json.WriteNumber("maxProperties", 1);
        }

        json.WriteStartObject("properties");
        foreach (FieldLayout field in packet.Fields)
        {
            json.WriteStartObject(field.Name);
            if (FieldNotes.Of(field) is { Length: > 0 } notes)
                json.WriteString("description", notes);
            WriteField(field);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        string[] always = isUnion ? [] : [.. packet.Fields.Where(f => f.When.IsEmpty).Select(f => f.Name)];
        if (always.Length > 0)
        {
            json.WriteStartArray("required");
            foreach (string name in always)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }

        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    private void WriteField(FieldLayout field)
    {
        if (!field.Type.IsSecret)
        {
            WriteType(field.Type, field);
            return;
        }

        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        WriteType(field.Type, field);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "null");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteType(FieldType type, FieldLayout? field)
    {
        switch (type.Kind)
        {
            case FieldKind.Packet or FieldKind.Union:
                json.WriteString("$ref", "#/$defs/" + NameOf(type.Packet!));
                break;
            case FieldKind.List or FieldKind.Sequence or FieldKind.Array:
                WriteEntries(type);
                break;
            case FieldKind.Boolean:
                json.WriteString("type", "boolean");
                break;
            case FieldKind.Float:
                WriteFloat();
                break;
            case FieldKind.Time:
                WriteText(Time);
                break;
            case FieldKind.Guid:
                WriteText(Uuid);
                break;
            case FieldKind.Text:
                json.WriteString("type", "string");
                break;
            case FieldKind.Bytes:
                WriteText(Hex);
                if (type.Size is { } size && field is not { IsNulTerminated: true })
                {
                    json.WriteNumber("minLength", 2L * size);
                    json.WriteNumber("maxLength", 2L * size);
                }

                break;
            default:
                WriteInteger(type, field);
                break;
        }
    }

    private void WriteEntries(FieldType type)
    {
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        WriteType(type.Entry!, null);
        json.WriteEndObject();
        if (type.Kind != FieldKind.Array)
            return;
        json.WriteNumber("minItems", type.Count);
        json.WriteNumber("maxItems", type.Count);
    }

    private void WriteInteger(FieldType type, FieldLayout? field)
    {
        int bits = WireNumber.BitsOf(type);
        if (bits > ExactBits)
        {
            WriteText(Digits);
            return;
        }

        json.WriteString("type", "integer");
        bool isSigned = type.Kind == FieldKind.Signed;
        long least = isSigned ? -(1L << (bits - 1)) : 0, most = (1L << (isSigned ? bits - 1 : bits)) - 1;
        json.WriteNumber("minimum", field?.Min is { } min && min > least ? min : least);
        json.WriteNumber("maximum", field?.Max is { } max && max < most ? max : most);
        IEnumerable<long> only = field is { OneOf.IsEmpty: false } ? field.OneOf
            : type is { IsClosed: true, IsFlags: false, Members.IsEmpty: false } ? type.Members.Select(m => m.Value).Distinct()
            : [];
        if (only.Any())
        {
            json.WriteStartArray("enum");
            foreach (long value in only)
                json.WriteNumberValue(value);
            json.WriteEndArray();
        }
    }

    private void WriteFloat()
    {
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        json.WriteString("type", "number");
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteStartArray("enum");
        foreach (string value in (string[])["NaN", "Infinity", "-Infinity"])
            json.WriteStringValue(value);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteText(string pattern)
    {
        json.WriteString("type", "string");
        json.WriteString("pattern", pattern);
    }

    private void WriteReference(string member, PacketLayout packet)
    {
        json.WriteStartObject(member);
        json.WriteString("$ref", "#/$defs/" + NameOf(packet));
        json.WriteEndObject();
    }

    private void WriteIf(params (string Member, string Value)[] conditions)
    {
        json.WriteStartObject();
        json.WriteStartObject("if");
        json.WriteStartArray("required");
        foreach ((string member, _) in conditions)
            json.WriteStringValue(member);
        json.WriteEndArray();
        json.WriteStartObject("properties");
        foreach ((string member, string value) in conditions)
        {
            json.WriteStartObject(member);
            json.WriteString("const", value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("then");
    }

    private void WriteEndIf()
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A number sign would begin a reference of its own; the published schema has the one name in lower case.
    private string NameOf(PacketLayout packet) => "packet_" + references[packet].Replace('#', '_');
}
