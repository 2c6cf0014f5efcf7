using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Values in words, with the same digits in every place they are shown.</summary>
internal static class ValueText
{
    /// <summary>What stands where a secret is.</summary>
    public const string Hidden = "(secret)";

    private const int ManyValues = 8;

    /// <summary>A whole leaf's value; bytes in hex.</summary>
    public static string Of(DecodedField field) => field.Type.Kind switch
    {
        _ when field.HasNumber => OfNumber(field),
        FieldKind.Text => WireText.Quote(field.Type.Encoding, field.TextBytes.Span),
        FieldKind.Guid when field.Length == 16 => GuidOf(field).ToString("D", CultureInfo.InvariantCulture),
        _ => AddressOf(field) ?? Convert.ToHexStringLower(field.Content.Span),
    };

    /// <summary>A number of a type.</summary>
    public static string Of(FieldType type, long value)
    {
        string digits = type.Kind == FieldKind.Signed ? value.ToString(CultureInfo.InvariantCulture) : ((ulong)value).ToString(CultureInfo.InvariantCulture);
        return type.Kind == FieldKind.Boolean && value is 0 or 1 ? (value == 1 ? "true" : "false")
            : EnumText.Of(type, value) is { } name ? digits + " " + name
            : digits;
    }

    /// <summary>Values of which one is right; only the first of many.</summary>
    public static string AnyOf(FieldType type, IEnumerable<long> values)
    {
        string[] texts = [.. values.Take(ManyValues + 1).Select(v => Of(type, v))];
        return texts.Length > ManyValues ? string.Join(", ", texts[..ManyValues]) + ", ..." : string.Join(", ", texts);
    }

    /// <summary>An integer's digits without its name.</summary>
    public static string DigitsOf(DecodedField field) => field.Type.Kind == FieldKind.Signed || (field.Type.Kind == FieldKind.Time && field.Length == sizeof(long))
        ? ((Int128)field.WideNumber).ToString(CultureInfo.InvariantCulture)
        : field.WideNumber.ToString(CultureInfo.InvariantCulture);

    /// <summary>A floating-point number; every half and float is a double too.</summary>
    public static double FloatOf(DecodedField field) => field.Length switch
    {
        2 => (double)BitConverter.UInt16BitsToHalf((ushort)field.Number),
        4 => BitConverter.UInt32BitsToSingle((uint)field.Number),
        _ => BitConverter.UInt64BitsToDouble(field.Number),
    };

    /// <summary>A floating-point number in the fewest digits that read back as the same bits of its own size.</summary>
    public static string FloatDigitsOf(DecodedField field) => field.Length switch
    {
        2 => BitConverter.UInt16BitsToHalf((ushort)field.Number).ToString("R", CultureInfo.InvariantCulture),
        4 => BitConverter.UInt32BitsToSingle((uint)field.Number).ToString("R", CultureInfo.InvariantCulture),
        _ => BitConverter.UInt64BitsToDouble(field.Number).ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>A time in UTC (ISO 8601); null if it is none.</summary>
    public static string? TimeOf(DecodedField field) => field.Time?.UtcDateTime.ToString(
        field.Type.TimeUnit == UnixTimeUnit.Milliseconds ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>A UUID, in the byte order that its type has.</summary>
    public static Guid GuidOf(DecodedField field) => new(field.Bytes.Span, field.Type.ByteOrder == ByteOrder.BigEndian);

    /// <summary>Bytes that are shown as an address (IPv6 as in RFC 5952); null if they are not.</summary>
    public static string? AddressOf(DecodedField field) => (field.Type.Display, field.Length) switch
    {
        (BytesDisplay.IPv4, 4) or (BytesDisplay.IPv6, 16) => WireAddress.Format(field.Bytes.Span),
        _ => null,
    };

    /// <summary>A number of so many bytes in hex.</summary>
    public static string HexOf(ulong number, int size) => "0x" + number.ToString("x" + (2 * size).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string OfNumber(DecodedField field) => field.Type.Kind switch
    {
        _ when field.Layout?.Checksum is not null => HexOf((ulong)field.WideNumber, field.Length),
        FieldKind.Float => FloatDigitsOf(field),
        FieldKind.Time => TimeOf(field) ?? DigitsOf(field),
        _ when WireNumber.BitsOf(field.Type) <= 64 => Of(field.Type, unchecked((long)field.Number)),
        _ => DigitsOf(field),
    };
}
