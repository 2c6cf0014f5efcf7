using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Emission;

/// <summary>Spells a field's possible values.</summary>
internal static class Literals
{
    /// <summary>A value of an integer, enum, bool or bit field; a <c>ulong</c> is carried bit by bit.</summary>
    public static string Of(FieldSpec field, long value) => field.IsSigned
        ? value.ToString(CultureInfo.InvariantCulture)
        : unchecked((ulong)value).ToString(CultureInfo.InvariantCulture);

    /// <summary>Bytes as a collection expression.</summary>
    public static string Bytes(IEnumerable<byte> bytes) => $"[{string.Join(", ", bytes.Select(b => Names.Number(b)))}]";

    /// <summary>Bytes as a span.</summary>
    public static string Span(IEnumerable<byte> bytes) => $"({Names.ReadOnlySpan}){Bytes(bytes)}";

    /// <summary>The condition that a number has none of these values.</summary>
    public static string IsNoneOf(FieldSpec field, string number, IEnumerable<long> values)
    {
        List<string> spelled = values.Distinct().Select(v => Of(field, v)).ToList();
        return spelled.Count == 1 ? $"{number} != {spelled[0]}" : $"{number} is not ({string.Join(" or ", spelled)})";
    }

    /// <summary>The condition that a number is outside its range; null if its type has nothing outside.</summary>
    public static string? IsOutside(FieldSpec field, string number, RangeSpec range)
    {
        if (field.Shape == FieldShape.Float)
            return $"(double){number} is not (>= {Real(range.Min)} and <= {Real(range.Max)})";
        var outside = new List<string>();
        long min = Whole(range.Min);
        long max = Whole(range.Max);
        if (min > Smallest(field))
            outside.Add("< " + min.ToString(CultureInfo.InvariantCulture));
        if (max < Largest(field))
            outside.Add("> " + max.ToString(CultureInfo.InvariantCulture));
        if (outside.Count == 0)
            return null;
        return $"{number} is {string.Join(" or ", outside)}";
    }

    /// <summary>An end of a range as a number of any kind.</summary>
    public static string Bound(FieldSpec field, string bound) => field.Shape == FieldShape.Float ? Real(bound) : bound;

    private static BigInteger Smallest(FieldSpec field) => field.IsSigned ? -(BigInteger.One << ((8 * field.NaturalSize) - 1)) : 0;

    private static BigInteger Largest(FieldSpec field) =>
        (BigInteger.One << ((8 * field.NaturalSize) - (field.IsSigned ? 1 : 0))) - 1;

    private static long Whole(string number) => number == "long.MinValue" ? long.MinValue : long.Parse(number.TrimEnd('L'), CultureInfo.InvariantCulture);

    // A whole number is an end of a floating-point range too.
    private static string Real(string number) => number.EndsWith("L", System.StringComparison.Ordinal) ? number.TrimEnd('L') + "D" : number;
}
