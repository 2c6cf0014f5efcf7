using System.Buffers.Binary;
using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>Integers of declarations as Lua can compare them.</summary>
internal static class WireRange
{
    private const int ExactBytes = 4;

    /// <summary>True for an integer of at most 64 bits, or a bool.</summary>
    public static bool IsInteger(FieldType type) =>
        type.Kind is FieldKind.Unsigned or FieldKind.Signed or FieldKind.Boolean && (type.IsLeb128 ? type.Bits <= 64 : type.Size <= 8);

    /// <summary>True if Lua reads it as an object of Wireshark's, which is compared by its digits, not as a number of its own.</summary>
    public static bool IsWide(FieldType type) => type.IsLeb128 || type.Bits > 32 || (type.Bits == 0 && type.Size > ExactBytes);

    /// <summary>A value to compare with: of a wide type, its digits.</summary>
    public static string Literal(FieldType type, long value)
    {
        string digits = type.Kind == FieldKind.Signed ? value.ToString(CultureInfo.InvariantCulture) : ((ulong)value).ToString(CultureInfo.InvariantCulture);
        return IsWide(type) ? LuaText.Quote(digits) : digits;
    }

    /// <summary>What stands in the bytes of a constant.</summary>
    public static long ValueOf(FieldType type, ReadOnlySpan<byte> bytes)
    {
        Span<byte> wide = stackalloc byte[8];
        bool isBig = type.ByteOrder == ByteOrder.BigEndian;
        wide.Fill(type.Kind == FieldKind.Signed && (bytes[isBig ? 0 : ^1] & 0x80) != 0 ? (byte)0xff : (byte)0);
        bytes.CopyTo(isBig ? wide[^bytes.Length..] : wide);
        return isBig ? BinaryPrimitives.ReadInt64BigEndian(wide) : BinaryPrimitives.ReadInt64LittleEndian(wide);
    }
}
