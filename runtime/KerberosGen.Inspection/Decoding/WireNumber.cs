using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Reads a number of any width as its table says, bit fields and LEB128 included.</summary>
internal static class WireNumber
{
    /// <summary>The most bytes of a number.</summary>
    public const int MaxSize = 16;

    public static bool IsNumber(FieldKind kind) =>
        kind is FieldKind.Unsigned or FieldKind.Signed or FieldKind.Boolean or FieldKind.Float or FieldKind.Time;

    /// <summary>The most bits that a value of this type may have.</summary>
    public static int BitsOf(FieldType type) => type.Bits > 0 ? type.Bits : 8 * (type.Size ?? 0);

    /// <summary>The number's bits, those of a negative one carried to the left.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="bits">For a bit field: where it is in the bytes.</param>
    /// <param name="bytes">All of its bytes, 1 to 19.</param>
    public static UInt128 Read(FieldType type, BitsLayout? bits, ReadOnlySpan<byte> bytes)
    {
        if (type.IsLeb128)
            return ReadLeb128(bytes, type.Kind == FieldKind.Signed);
        UInt128 value = ReadWhole(bytes, type.ByteOrder);
        if (bits is not null)
            return (value >> bits.Shift) & ((UInt128.One << type.Bits) - 1);
        bool isSigned = type.Kind == FieldKind.Signed || (type.Kind == FieldKind.Time && bytes.Length == sizeof(long));
        return isSigned ? SignExtend(value, 8 * bytes.Length) : value;
    }

    /// <summary>Bytes of an LEB128 number: up to the first without its top bit; null if none of these is.</summary>
    public static int? SizeOfLeb128(ReadOnlySpan<byte> bytes)
    {
        int last = bytes.IndexOfAnyInRange((byte)0, (byte)0x7f);
        return last < 0 ? null : last + 1;
    }

    private static UInt128 ReadWhole(ReadOnlySpan<byte> bytes, ByteOrder order)
    {
        if (bytes.Length <= sizeof(ulong))
        {
            ulong narrow = 0;
            for (int i = 0; i < bytes.Length; i++)
                narrow = (narrow << 8) | bytes[order == ByteOrder.BigEndian ? i : bytes.Length - 1 - i];
            return narrow;
        }

        UInt128 value = 0;
        for (int i = 0; i < bytes.Length; i++)
            value = (value << 8) | bytes[order == ByteOrder.BigEndian ? i : bytes.Length - 1 - i];
        return value;
    }

    private static UInt128 ReadLeb128(ReadOnlySpan<byte> bytes, bool isSigned)
    {
        UInt128 value = 0;
        for (int i = 0; i < bytes.Length; i++)
            value |= (UInt128)(bytes[i] & 0x7fu) << (7 * i);
        return isSigned ? SignExtend(value, Math.Min(128, 7 * bytes.Length)) : value;
    }

    private static UInt128 SignExtend(UInt128 value, int bits) =>
        (UInt128)((Int128)(value << (128 - bits)) >> (128 - bits));
}
