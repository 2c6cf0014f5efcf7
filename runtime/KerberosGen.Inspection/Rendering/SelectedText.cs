using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Filtering;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>Chosen values as text on one line, safe for a terminal.</summary>
internal static class SelectedText
{
    /// <summary>The digits of a number, a text without quotes, bytes in hex, a time in UTC; what holds fields, in JSON.</summary>
    public static string Of(in FilterValue value, bool showSecrets)
    {
        if (value.Field is { } field)
            return OfField(field, showSecrets);
        return value.Kind switch
        {
            FilterKind.Number => value.Number.Bits.ToString(CultureInfo.InvariantCulture),
            FilterKind.Time => OfTime(value.Time!.Value),
            FilterKind.Endpoint => value.Endpoint!.ToString(),
            FilterKind.Findings => string.Join(' ', IdsOf(value)),
            _ => value.Text ?? "",
        };
    }

    /// <summary>All of them, with a semicolon between two.</summary>
    public static string Of(IReadOnlyList<FilterValue> values, bool showSecrets) =>
        values is [var only] ? Of(only, showSecrets) : string.Join(';', values.Select(v => Of(v, showSecrets)));

    /// <summary>A capture's time in UTC, to 100 ns (ISO 8601).</summary>
    public static string OfTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    /// <summary>The ids of a packet's errors or warnings.</summary>
    public static IEnumerable<string> IdsOf(FilterValue value) => value.Packet!.AllFindings.Where(f => f.Severity == value.Severity).Select(f => f.Id);

    private static string OfField(DecodedField field, bool showSecrets)
    {
        if (field.IsSecret && !showSecrets)
            return ValueText.Hidden;
        return field.Type.Kind switch
        {
            _ when !field.IsLeaf => JsonText.Of(field, showSecrets),
            FieldKind.Text when field.IsComplete => DisplayText.Escape(field.Text),
            FieldKind.Unsigned or FieldKind.Signed or FieldKind.Boolean when field.HasNumber => ValueText.DigitsOf(field),
            _ => ValueText.Of(field),
        };
    }
}
