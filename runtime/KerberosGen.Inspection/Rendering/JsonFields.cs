using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>Writes the values of fields as JSON, as <see cref="JsonRenderer"/> says; a hidden secret as null.</summary>
internal static class JsonFields
{
    // A double, which is what most readers of JSON make of a number, is exact up to 53 bits.
    private const int ExactBits = 53;

    /// <summary>An object with a member for each field. Padding and prefixes are none: their bytes stand under the spans.</summary>
    public static void WriteMembers(Utf8JsonWriter json, IReadOnlyList<DecodedField> fields, bool showSecrets)
    {
        json.WriteStartObject();
        foreach (DecodedField field in fields)
        {
            if (field.Part != FieldPart.Value)
                continue;
            json.WritePropertyName(field.Name);
            WriteValue(json, field, showSecrets);
        }

        json.WriteEndObject();
    }

    /// <summary>A field's value.</summary>
    public static void WriteValue(Utf8JsonWriter json, DecodedField field, bool showSecrets)
    {
        if (field.IsSecret && !showSecrets)
        {
            json.WriteNullValue();
            return;
        }

        switch (field.Type.Kind)
        {
            case FieldKind.Packet or FieldKind.Union:
                WriteMembers(json, field.Children, showSecrets);
                break;
            case FieldKind.List or FieldKind.Sequence:
            case FieldKind.Array when !field.IsLeaf || field.IsComplete:
                json.WriteStartArray();
                foreach (DecodedField child in field.Children)
                    WriteValue(json, child, showSecrets);
                json.WriteEndArray();
                break;
            case FieldKind.Text when field.IsComplete:
                json.WriteStringValue(field.Text);
                break;
            case FieldKind.Guid when field.IsComplete:
                json.WriteStringValue(ValueText.Of(field));
                break;
            case var kind when WireNumber.IsNumber(kind) && field.HasNumber:
                WriteNumber(json, field);
                break;
            default:
                json.WriteStringValue(Convert.ToHexStringLower(field.Content.Span));
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, DecodedField field)
    {
        if (field.Type.Kind == FieldKind.Boolean && field.WideNumber <= 1)
            json.WriteBooleanValue(field.WideNumber == 1);
        else if (field.Type.Kind == FieldKind.Float && double.IsFinite(ValueText.FloatOf(field)))
            json.WriteRawValue(ValueText.FloatDigitsOf(field));
        else if (field.Type.Kind == FieldKind.Float)
            json.WriteStringValue(ValueText.FloatDigitsOf(field));
        else if (field.Type.Kind == FieldKind.Time)
            json.WriteStringValue(ValueText.TimeOf(field) ?? ValueText.DigitsOf(field));
        else if (WireNumber.BitsOf(field.Type) > ExactBits)
            json.WriteStringValue(ValueText.DigitsOf(field));
        else
            json.WriteNumberValue((long)field.Number);
    }
}
