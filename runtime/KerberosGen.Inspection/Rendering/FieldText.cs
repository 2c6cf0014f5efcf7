using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>A field's value in words.</summary>
internal static class FieldText
{
    private const int ShortBytes = 8;
    private const int FullBytes = 32;
    private const int ManyEntries = 16;

    /// <summary>The value; empty for a ciphertext and an IV, which have none to read.</summary>
    /// <param name="field">A field that holds no others.</param>
    /// <param name="bytesAreShown">True if all of its bytes stand beside it, so that long ones may be shortened.</param>
    /// <param name="showSecrets">True to show secrets.</param>
    public static string Of(DecodedField field, bool bytesAreShown, bool showSecrets)
    {
        if (field.IsSecret && !showSecrets)
            return ValueText.Hidden;
        if (field.Layout?.Encryption is not null)
            return "";
        return field.Type.Kind switch
        {
            FieldKind.Array => OfArray(field),
            _ when field.Part == FieldPart.Padding => "",
            _ when WireNumber.IsNumber(field.Type.Kind) => field.HasNumber ? ValueText.Of(field) : "",
            FieldKind.Bytes => OfBytes(field, bytesAreShown),
            _ => ValueText.Of(field),
        };
    }

    private static string OfArray(DecodedField field)
    {
        string shown = string.Join(", ", field.Children.Take(ManyEntries).Select(ValueText.Of));
        string more = field.Children.Count > ManyEntries ? $", ...({field.Children.Count.ToString(CultureInfo.InvariantCulture)})" : "";
        return $"[{shown}{more}]";
    }

    private static string OfBytes(DecodedField field, bool bytesAreShown)
    {
        if (ValueText.AddressOf(field) is { } address)
            return address;
        ReadOnlySpan<byte> bytes = field.Content.Span;
        string hex = Convert.ToHexStringLower(bytes);
        if (bytes.Length <= ShortBytes)
            return hex;
        if (!bytes.ContainsAnyExcept((byte)0))
            return "zero";
        return bytesAreShown || bytes.Length > FullBytes ? hex[..8] + "..." + hex[^4..] : hex;
    }
}
