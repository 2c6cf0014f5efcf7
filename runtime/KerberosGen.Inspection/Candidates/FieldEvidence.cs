using System.Text;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Candidates;

/// <summary>
/// Weighs how much a field agrees with its table. Opaque bytes agree with anything and weigh nothing; a constant, a checksum or a length
/// that ends where the bytes do weighs all of its bits; a value out of a few weighs what its table leaves out; text weighs a bit for each
/// character and its padding eight for each of at most three NULs.
/// </summary>
internal static class FieldEvidence
{
    private const double MostOfText = 64;

    /// <summary>What a whole field without a finding weighs; null for nothing. Negative where it is allowed but odd.</summary>
    /// <param name="field">A field that holds no others.</param>
    /// <param name="packet">The packet that it stands in.</param>
    /// <param name="codes">How many codes its direction knows; 0 where there is no header.</param>
    /// <param name="isClean">True if all bytes are used up: then lengths have said the truth.</param>
    public static Evidence? Of(DecodedField field, DecodedPacket packet, int codes, bool isClean)
    {
        FieldLayout? row = field.Layout;
        double width = BitsOf(field);
        if (field.Part == FieldPart.Padding)
            return row?.IsPaddingIgnored == true ? null : new Evidence(Math.Min(16, 8.0 * field.Length), $"{field.Path} is zero");
        if (row?.Role == FieldRole.PayloadSize && !(isClean && packet.HeaderLayout is not null))
            return OfUnprovenSize(field, packet);
        if (field.Part is FieldPart.LengthPrefix or FieldPart.CountPrefix || row?.Role is FieldRole.Length or FieldRole.Count or FieldRole.PacketLength or FieldRole.PayloadSize)
            return isClean && width > 0 ? new Evidence(width, $"{field.Path} {Text(field)} is right") : null;
        if (row?.Role == FieldRole.Code)
            return codes > 0 ? new Evidence(width - Math.Log2(codes), $"{field.Path} {Text(field)} is known") : null;
        if (field.Decryption is { Status: DecryptionStatus.Opened, KeyName: { } key })
            return new Evidence(64, $"{field.Path} is opened by {key}");
        if (row?.Encryption is not null)
            return field.Length > 0 && field.Length % 16 == 0 && row.Type.Size is null ? new Evidence(4, $"{field.Path} is whole blocks") : null;
        if (row is { Constant.IsDefault: false })
            return new Evidence(width, $"{field.Path} has its constant value");
        if (row?.Checksum is not null)
            return new Evidence(width, $"{field.Path} is right");
        return OfValue(field, row, width);
    }

    private static Evidence? OfValue(DecodedField field, FieldLayout? row, double width)
    {
        if (row is { OneOf.IsEmpty: false })
            return new Evidence(width - Math.Log2(row.OneOf.Length), $"{field.Path} {Text(field)} is allowed");
        if (!field.Type.Members.IsEmpty && !field.Type.IsFlags && field.HasNumber)
            return field.EnumName is null ? new Evidence(-4, $"{field.Path} {Text(field)} has no name")
                : new Evidence(Math.Max(0, width - Math.Log2(field.Type.Members.Length)), $"{field.Path} {Text(field)} is known");
        if (row is { Min: { } min, Max: { } max } && width is > 0 and <= 64)
            return new Evidence(Math.Max(0, width - Math.Log2(max - min + 1)), $"{field.Path} {Text(field)} is in range");
        return field.Type.Kind switch
        {
            FieldKind.Text => OfText(field),
            FieldKind.Boolean => new Evidence(7, $"{field.Path} {Text(field)}"),
            FieldKind.Time => OfTime(field),
            FieldKind.Unsigned or FieldKind.Signed when !field.Type.IsLeb128 && width is > 16 and <= 64 && field.HasNumber => OfSmall(field),
            _ => null,
        };
    }

    // Of a cut packet, or a header alone: what the tables allow.
    private static Evidence? OfUnprovenSize(DecodedField field, DecodedPacket packet)
    {
        if (packet.HeaderLayout is null || !field.HasNumber || field.Number > PayloadSizes.Limit)
            return null;
        return packet.Layout?.Size is { } size && field.Number == (ulong)size
            ? new Evidence(8.0 * field.Length, $"{field.Path} {Text(field)} is the packet's size")
            : new Evidence(8, $"{field.Path} {Text(field)} is possible");
    }

    private static Evidence? OfText(DecodedField field)
    {
        int text = field.TextBytes.Length;
        int padding = field.Length - text;
        if (text == 0)
            return padding > 0 ? new Evidence(4, $"{field.Path} is empty") : null;
        int odd = 0;
        foreach (Rune rune in field.Text.EnumerateRunes())
            odd += Rune.IsControl(rune) || rune.Value is 0xFFFD ? 1 : 0;
        double bits = Math.Min(MostOfText, text + (8.0 * Math.Min(3, padding))) - (8.0 * odd);
        return new Evidence(bits, odd == 0 ? $"{field.Path} {Text(field)} is text" : $"{field.Path} has control characters");
    }

    // A time of 1990 to 2100 is what people exchange; 2^31.7 seconds are in that.
    private static Evidence? OfTime(DecodedField field)
    {
        if (field.Time is not { } time)
            return null;
        if (time.Year is < 1990 or > 2100)
            return new Evidence(-6, $"{field.Path} {Text(field)} is far away");
        double units = 31.7 + (field.Type.TimeUnit == UnixTimeUnit.Milliseconds ? 10 : 0);
        return new Evidence(Math.Max(0, (8.0 * field.Length) - units), $"{field.Path} {Text(field)}");
    }

    // Numbers that people count with leave their upper bytes zero.
    private static Evidence? OfSmall(DecodedField field)
    {
        ulong number = field.Type.Kind == FieldKind.Signed && (long)field.Number < 0 ? ~field.Number : field.Number;
        int zeros = field.Length - ((64 - System.Numerics.BitOperations.LeadingZeroCount(number) + 7) / 8);
        return zeros > 0 ? new Evidence(4.0 * zeros, $"{field.Path} {Text(field)} is small") : null;
    }

    private static double BitsOf(DecodedField field) => field.Bits is not null ? field.Type.Bits : 8.0 * field.Length;

    private static string Text(DecodedField field) => field.IsSecret ? ValueText.Hidden : Short(ValueText.Of(field));

    private static string Short(string text) => DisplayText.Escape(text.Length <= 32 ? text : text[..30] + "..");
}
