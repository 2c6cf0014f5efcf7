using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Tests;

/// <summary>A field's value as a test writes it: plaintext where there is one, hex for bytes.</summary>
internal static class Value
{
    public static string At(DecodedPacket packet, string path)
    {
        DecodedField field = packet.Leaves().Single(f => f.Path == path);
        return Of(field.Decryption?.Plaintext ?? field);
    }

    public static string Of(DecodedField field) => field.Type.Kind switch
    {
        FieldKind.Text => field.Text,
        FieldKind.Unsigned => field.Number.ToString(CultureInfo.InvariantCulture),
        FieldKind.Signed => ((long)field.Number).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToHexStringLower(field.Bytes.Span),
    };
}
