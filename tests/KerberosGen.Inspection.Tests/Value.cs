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
        FieldKind.Unsigned => field.WideNumber.ToString(CultureInfo.InvariantCulture),
        FieldKind.Signed => ((Int128)field.WideNumber).ToString(CultureInfo.InvariantCulture),
        FieldKind.Boolean => field.Number == 1 ? "true" : "false",
        FieldKind.Float => field.Length switch
        {
            2 => Of(BitConverter.UInt16BitsToHalf((ushort)field.Number)),
            4 => Of(BitConverter.UInt32BitsToSingle((uint)field.Number)),
            _ => Of(BitConverter.UInt64BitsToDouble(field.Number)),
        },
        FieldKind.Time => field.Time!.Value.ToString("O", CultureInfo.InvariantCulture),
        FieldKind.Guid => new Guid(field.Bytes.Span, field.Type.ByteOrder == ByteOrder.BigEndian).ToString(),
        FieldKind.Array => string.Join(' ', field.Children.Select(Of)),
        _ => Convert.ToHexStringLower(field.Content.Span),
    };

    public static string Of(IFormattable number) => number.ToString("R", CultureInfo.InvariantCulture);
}
