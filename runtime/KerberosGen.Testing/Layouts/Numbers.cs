using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Layouts;

/// <summary>How a number of a layout table stands on the wire, and which values it may have.</summary>
internal static class Numbers
{
    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;

    public static bool IsNumber(FieldType type) =>
        type.Kind is FieldKind.Unsigned or FieldKind.Signed or FieldKind.Boolean or FieldKind.Float or FieldKind.Time;

    public static bool IsSigned(FieldType type) => type.Kind == FieldKind.Signed || type is { Kind: FieldKind.Time, Size: 8 };

    public static int BitsOf(FieldType type) => type.Bits != 0 ? type.Bits : 8 * type.Size!.Value;

    public static UInt128 Max(FieldType type)
    {
        int bits = IsSigned(type) ? BitsOf(type) - 1 : BitsOf(type);
        return bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
    }

    public static UInt128 Min(FieldType type) => IsSigned(type) ? ~Max(type) : UInt128.Zero;

    public static (long Min, long Max) TimeLimits(UnixTimeUnit unit) =>
        unit == UnixTimeUnit.Seconds ? (MinSeconds, MaxSeconds) : (MinSeconds * 1000, (MaxSeconds * 1000) + 999);

    /// <summary>True if so many bits can hold the value.</summary>
    public static bool Fits(FieldType type, UInt128 value) => IsSigned(type)
        ? (Int128)value >= (Int128)Min(type) && (Int128)value <= (Int128)Max(type)
        : value <= Max(type);

    /// <summary>Null if the value is one that the field may have, otherwise why it is not.</summary>
    public static InvalidReason? Problem(FieldType type, FieldLayout? field, UInt128 value)
    {
        if (type.Kind == FieldKind.Boolean && value > 1)
            return InvalidReason.UnknownValue;
        if (type.IsClosed && !IsNamed(type, Low(value)))
            return InvalidReason.UnknownValue;
        if (type.Kind == FieldKind.Time && TimeLimits(type.TimeUnit) is var (min, max) && ((Int128)value < min || (Int128)value > max))
            return InvalidReason.OutOfRange;
        if (field is null)
            return null;
        if (!field.OneOf.IsEmpty && !field.OneOf.Contains(Low(value)))
            return field.IsDerived ? InvalidReason.WrongConstant : InvalidReason.OutOfRange;
        if (field.Min is null && field.Max is null)
            return null;
        double number = ToDouble(type, value);
        return number >= (field.Min ?? double.NegativeInfinity) && number <= (field.Max ?? double.PositiveInfinity)
            ? null
            : InvalidReason.OutOfRange;
    }

    public static double ToDouble(FieldType type, UInt128 value) => type.Kind switch
    {
        FieldKind.Float => type.Size switch
        {
            2 => (double)BitConverter.UInt16BitsToHalf((ushort)value),
            4 => BitConverter.UInt32BitsToSingle((uint)value),
            _ => BitConverter.UInt64BitsToDouble((ulong)value),
        },
        _ => IsSigned(type) ? (double)(Int128)value : (double)value,
    };

    public static UInt128 FromDouble(FieldType type, double value) => type.Size switch
    {
        2 => BitConverter.HalfToUInt16Bits((Half)value),
        4 => BitConverter.SingleToUInt32Bits((float)value),
        _ => BitConverter.DoubleToUInt64Bits(value),
    };

    public static long Low(UInt128 value) => unchecked((long)(ulong)value);

    public static void Write(List<byte> output, FieldType type, UInt128 value)
    {
        if (!type.IsLeb128)
        {
            WriteFixed(output, type.Size!.Value, type.ByteOrder, value);
            return;
        }

        while (true)
        {
            var part = (byte)(value & 0x7f);
            UInt128 rest = IsSigned(type) ? (UInt128)((Int128)value >> 7) : value >> 7;
            bool isLast = IsSigned(type)
                ? (rest == 0 && (part & 0x40) == 0) || (rest == UInt128.MaxValue && (part & 0x40) != 0)
                : rest == 0;
            output.Add(isLast ? part : (byte)(part | 0x80));
            if (isLast)
                return;
            value = rest;
        }
    }

    public static void WriteFixed(List<byte> output, int size, ByteOrder order, UInt128 value)
    {
        for (int i = 0; i < size; i++)
            output.Add((byte)(value >> (8 * (order == ByteOrder.BigEndian ? size - 1 - i : i))));
    }

    public static UInt128 ReadFixed(ReadOnlySpan<byte> bytes, ByteOrder order, bool signed)
    {
        UInt128 value = 0;
        for (int i = 0; i < bytes.Length; i++)
            value = (value << 8) | bytes[order == ByteOrder.BigEndian ? i : bytes.Length - 1 - i];
        int unused = 128 - (8 * bytes.Length);
        return signed ? (UInt128)((Int128)(value << unused) >> unused) : value;
    }

    public static string Show(FieldType? type, UInt128 value)
    {
        if (type is null)
            return value.ToString(CultureInfo.InvariantCulture);
        string number = type.Kind switch
        {
            FieldKind.Float => ToDouble(type, value).ToString("R", CultureInfo.InvariantCulture) + $" (0x{value:x})",
            FieldKind.Boolean => value == 0 ? "false" : "true",
            _ when IsSigned(type) => ((Int128)value).ToString(CultureInfo.InvariantCulture),
            _ => value.ToString(CultureInfo.InvariantCulture),
        };
        return type.NameOf(Low(value)) is { } name ? $"{number} {name}" : number;
    }

    private static bool IsNamed(FieldType type, long value)
    {
        if (!type.IsFlags)
            return type.NameOf(value) is not null;
        long named = 0;
        foreach (EnumMember member in type.Members)
            named |= member.Value;
        return (value & ~named) == 0;
    }
}
