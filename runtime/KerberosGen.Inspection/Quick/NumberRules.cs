using System.Collections.Frozen;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>Which numbers a declaration allows, as <see cref="ValueFindings"/> tells it, and a line shows in full.</summary>
internal static class NumberRules
{
    private static readonly long s_firstSecond = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long s_lastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The rule of a type; null if every number will do.</summary>
    public static Func<long, bool>? Of(FieldType type)
    {
        if (type.Kind == FieldKind.Boolean)
            return value => value is 0 or 1;
        // Which of the many it is, its name does not say: the renderer writes the packet's bytes beside it.
        if (type.Kind == FieldKind.Float)
            return bits => !double.IsNaN(FloatOf(bits, type.Size)) || bits == NaNOf(type.Size);
        if (type.Kind == FieldKind.Time)
            return TimeOf(type.TimeUnit == UnixTimeUnit.Milliseconds ? 1000 : 1);
        if (!type.IsClosed || type.Members.IsEmpty)
            return null;
        long bits = type.Members.Aggregate(0L, (all, member) => all | member.Value);
        FrozenSet<long> known = type.Members.Select(m => m.Value).ToFrozenSet();
        return type.IsFlags ? value => (value & ~bits) == 0 : known.Contains;
    }

    /// <summary>The rule of a row with a smallest or a largest value.</summary>
    public static Func<long, bool> Range(FieldLayout row)
    {
        double min = row.Min ?? double.NegativeInfinity;
        double max = row.Max ?? double.PositiveInfinity;
        int? size = row.Type.Size;
        // Not-a-number is outside every range.
        return row.Type.Kind switch
        {
            FieldKind.Float => bits => FloatOf(bits, size) is var value && value >= min && value <= max,
            FieldKind.Signed when row.Bits is null => value => value >= min && value <= max,
            _ => value => (ulong)value >= min && (ulong)value <= max,
        };
    }

    private static Func<long, bool> TimeOf(long perSecond)
    {
        long first = s_firstSecond * perSecond;
        long behind = (s_lastSecond + 1) * perSecond;
        return value => value >= first && value < behind;
    }

    private static long NaNOf(int? size) => size switch
    {
        2 => BitConverter.HalfToUInt16Bits(Half.NaN),
        4 => BitConverter.SingleToUInt32Bits(float.NaN),
        _ => BitConverter.DoubleToInt64Bits(double.NaN),
    };

    private static double FloatOf(long bits, int? size) => size switch
    {
        2 => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
        4 => BitConverter.UInt32BitsToSingle((uint)bits),
        _ => BitConverter.UInt64BitsToDouble((ulong)bits),
    };
}
