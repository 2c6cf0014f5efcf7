using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>Writes a number of any width as its table says: what <see cref="WireNumber"/> reads.</summary>
internal static class NumberBytes
{
    public static bool IsSigned(FieldType type) => type.Kind == FieldKind.Signed || type is { Kind: FieldKind.Time, Size: sizeof(long) };

    /// <summary>True if the type's bits can hold it.</summary>
    public static bool Fits(FieldType type, Int128 value, bool isHuge)
    {
        int bits = WireNumber.BitsOf(type);
        if (isHuge)
            return bits == 128 && !IsSigned(type);
        if (bits == 128)
            return IsSigned(type) || value >= 0;
        return IsSigned(type)
            ? value >= -(Int128.One << (bits - 1)) && value < Int128.One << (bits - 1)
            : value >= 0 && value < Int128.One << bits;
    }

    /// <summary>What the type's bits can hold, in words.</summary>
    public static string RangeOf(FieldType type)
    {
        int bits = WireNumber.BitsOf(type);
        UInt128 max = UInt128.MaxValue >> (128 - bits + (IsSigned(type) ? 1 : 0));
        string min = IsSigned(type) ? "-" + (max + 1).ToString(CultureInfo.InvariantCulture) : "0";
        return $"{min} to {max.ToString(CultureInfo.InvariantCulture)}";
    }

    public static byte[] Of(FieldType type, UInt128 value) =>
        type.IsLeb128 ? OfLeb128(value, type.Kind == FieldKind.Signed) : OfFixed(value, type.Size!.Value, type.ByteOrder);

    public static byte[] OfFixed(UInt128 value, int size, ByteOrder order)
    {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++)
            bytes[order == ByteOrder.BigEndian ? size - 1 - i : i] = (byte)(value >> (8 * i));
        return bytes;
    }

    public static byte[] OfLeb128(UInt128 value, bool isSigned)
    {
        List<byte> bytes = [];
        while (true)
        {
            byte part = (byte)(value & 0x7f);
            value = isSigned ? (UInt128)((Int128)value >> 7) : value >> 7;
            bool isLast = isSigned ? value == ((part & 0x40) == 0 ? UInt128.Zero : UInt128.MaxValue) : value == 0;
            bytes.Add(isLast ? part : (byte)(part | 0x80));
            if (isLast)
                return [.. bytes];
        }
    }
}
