using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>A field's value in words.</summary>
internal static class FieldText
{
    private const int ShortBytes = 8;
    private const int FullBytes = 32;

    /// <summary>The value; empty for a ciphertext and an IV, which have none to read.</summary>
    /// <param name="field">A field that holds no others.</param>
    /// <param name="bytesAreShown">True if all of its bytes stand beside it, so that long ones may be shortened.</param>
    /// <param name="showSecrets">True to show secrets.</param>
    public static string Of(DecodedField field, bool bytesAreShown, bool showSecrets)
    {
        if (field.IsSecret && !showSecrets)
            return "(secret)";
        if (field.Layout?.Encryption is not null)
            return "";
        return field.Type.Kind switch
        {
            FieldKind.Unsigned or FieldKind.Signed => field.IsComplete && field.Length is > 0 and <= 8 ? OfNumber(field) : "",
            FieldKind.Text => DisplayText.Quote(field.TextBytes.Span),
            _ => OfBytes(field, bytesAreShown),
        };
    }

    /// <summary>The number alone, without its name.</summary>
    public static string NumberOf(DecodedField field) => field.Type.Kind == FieldKind.Signed
        ? ((long)field.Number).ToString(CultureInfo.InvariantCulture)
        : field.Number.ToString(CultureInfo.InvariantCulture);

    private static string OfNumber(DecodedField field) =>
        field.EnumName is { } name ? NumberOf(field) + " " + name : NumberOf(field);

    private static string OfBytes(DecodedField field, bool bytesAreShown)
    {
        ReadOnlySpan<byte> bytes = field.Bytes.Span;
        if (field.Type.Display == BytesDisplay.IPv4 && bytes.Length == 4)
            return FormattableString.Invariant($"{bytes[0]}.{bytes[1]}.{bytes[2]}.{bytes[3]}");
        string hex = Convert.ToHexStringLower(bytes);
        if (bytes.Length <= ShortBytes)
            return hex;
        if (!bytes.ContainsAnyExcept((byte)0))
            return "zero";
        return bytesAreShown || bytes.Length > FullBytes ? hex[..8] + "..." + hex[^4..] : hex;
    }
}
