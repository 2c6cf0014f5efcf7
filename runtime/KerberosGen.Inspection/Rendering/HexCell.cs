using System.Globalization;
using System.Text;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// A field's bytes in the annotated view: each at its own column of sixteen where the field fits in a row, otherwise its
/// first bytes and how many there are. Long runs of zeros at the end become a count.
/// </summary>
internal static class HexCell
{
    /// <summary>Characters of sixteen bytes.</summary>
    public const int Width = 47;

    private const int Row = 16;
    private const int ZerosToElide = 8;

    /// <summary>True if every byte of the field is written out.</summary>
    public static bool IsInFull(int offset, int length) => (offset % Row) + length <= Row;

    public static string Of(ReadOnlySpan<byte> bytes, int offset, bool hide)
    {
        if (hide)
            return $"-- ...({bytes.Length.ToString(CultureInfo.InvariantCulture)})";

        ReadOnlySpan<byte> start = bytes.TrimEnd((byte)0);
        int zeros = bytes.Length - start.Length;
        if (zeros < ZerosToElide)
        {
            start = bytes;
            zeros = 0;
        }

        if (zeros == 0 && IsInFull(offset, bytes.Length))
            return new string(' ', offset % Row * 3) + Spaced(bytes);

        string tail = zeros == 0 ? "" : $"00 x{zeros.ToString(CultureInfo.InvariantCulture)}";
        string head = start.Length == 0 ? "" : zeros > 0 && (start.Length * 3) + tail.Length <= Width
            ? Spaced(start) + " "
            : Spaced(start[..Math.Min(2, start.Length)]) + $" ...({start.Length.ToString(CultureInfo.InvariantCulture)})" + (zeros == 0 ? "" : " ");
        return head + tail;
    }

    /// <summary>
    /// The integer that bit fields share, with the bits of one of them and dots for the others: <c>0100 ....</c>. Eight bytes
    /// are too many to draw: the bits' numbers.
    /// </summary>
    public static string OfBits(DecodedField field, BitsLayout bits, bool hide)
    {
        int count = field.Type.Bits;
        if (bits.IntegerSize > 4)
            return FormattableString.Invariant($"bits {bits.Shift + count - 1} to {bits.Shift} of {8 * bits.IntegerSize}");
        ulong value = field.HasNumber && !hide ? field.Number << bits.Shift : 0;
        var text = new StringBuilder();
        for (int bit = (8 * bits.IntegerSize) - 1; bit >= 0; bit--)
        {
            bool isOwn = bit >= bits.Shift && bit < bits.Shift + count;
            text.Append(!isOwn ? '.' : hide || !field.HasNumber ? '-' : ((value >> bit) & 1) == 1 ? '1' : '0');
            if (bit % 4 == 0 && bit > 0)
                text.Append(' ');
        }

        return text.ToString();
    }

    private static string Spaced(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 3);
        foreach (byte b in bytes)
            text.Append(text.Length == 0 ? "" : " ").Append(b.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
