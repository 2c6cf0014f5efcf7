using System.Collections.Immutable;
using KerberosGen.Layout;
using KerberosGen.Testing.Layouts;

namespace KerberosGen.Testing.Generation;

/// <summary>Makes numbers that a field may have, those at the edges more often than chance would.</summary>
internal sealed class NumberMaker(Random random)
{
    // A table carries the limits of a range as doubles, which cannot tell neighbours beyond this apart.
    private const double Exact = 1L << 53;

    /// <summary>A number for the field, or null if none was found.</summary>
    /// <param name="type">The field's type.</param>
    /// <param name="field">The field; null for an entry, which has no rules of its own.</param>
    /// <param name="asked">Values that other fields ask about.</param>
    public UInt128? Make(FieldType type, FieldLayout? field, ImmutableArray<long> asked)
    {
        for (int attempt = 0; attempt < 40; attempt++)
        {
            UInt128 value = Candidate(type, field, asked);
            if (IsValid(type, field, value))
                return value;
        }

        return Edges(type, field).Where(edge => IsValid(type, field, edge)).Select(edge => (UInt128?)edge).FirstOrDefault();
    }

    public static bool IsValid(FieldType type, FieldLayout? field, UInt128 value) =>
        Numbers.Fits(type, value) && Numbers.Problem(type, field, value) is null && IsClearOfLimits(type, field, value);

    /// <summary>The same bits as a value of this type.</summary>
    public static UInt128 Extend(FieldType type, long value)
    {
        int unused = 128 - Numbers.BitsOf(type);
        UInt128 top = (UInt128)(Int128)value << unused;
        return Numbers.IsSigned(type) ? (UInt128)((Int128)top >> unused) : top >> unused;
    }

    private UInt128 Candidate(FieldType type, FieldLayout? field, ImmutableArray<long> asked)
    {
        if (!asked.IsEmpty && random.Next(2) == 0)
            return Extend(type, asked[random.Next(asked.Length)]);
        if (field is { OneOf.IsEmpty: false })
            return Extend(type, field.OneOf[random.Next(field.OneOf.Length)]);
        if (!type.Members.IsEmpty && (type.IsClosed || random.Next(2) == 0))
            return Extend(type, Member(type));
        if (field is { Min: { } min, Max: { } max } && random.Next(2) == 0)
            return Between(type, min, max);
        switch (random.Next(3))
        {
            case 0:
                UInt128[] edges = [.. Edges(type, field)];
                return edges[random.Next(edges.Length)];
            case 1:
                return Extend(type, random.Next(-20, 200));
            default:
                UInt128 bits = ((UInt128)(ulong)random.NextInt64(long.MinValue, long.MaxValue) << 64) | (ulong)random.NextInt64(long.MinValue, long.MaxValue);
                return Numbers.IsSigned(type) ? (UInt128)((Int128)bits >> (128 - Numbers.BitsOf(type))) : bits & Numbers.Max(type);
        }
    }

    private long Member(FieldType type)
    {
        long value = type.Members[random.Next(type.Members.Length)].Value;
        for (int more = type.IsFlags ? random.Next(4) : 0; more > 0; more--)
            value ^= type.Members[random.Next(type.Members.Length)].Value;
        return value;
    }

    private UInt128 Between(FieldType type, double min, double max)
    {
        double value = min + (random.NextDouble() * (max - min));
        return type.Kind == FieldKind.Float ? Numbers.FromDouble(type, value) : ToInteger(type, Math.Round(value));
    }

    private static UInt128 ToInteger(FieldType type, double value) =>
        Numbers.IsSigned(type) ? (UInt128)(Int128)value : (UInt128)Math.Max(0, value);

    private static IEnumerable<UInt128> Edges(FieldType type, FieldLayout? field)
    {
        foreach (double limit in (double?[])[field?.Min, field?.Max] is var limits ? limits.OfType<double>() : [])
            yield return type.Kind == FieldKind.Float ? Numbers.FromDouble(type, limit) : ToInteger(type, limit);
        if (type.Kind == FieldKind.Float)
        {
            foreach (double value in (double[])[0, -0.0, 1, -1, double.Epsilon, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN])
                yield return Numbers.FromDouble(type, value);
            // Not a number, with a payload.
            yield return Numbers.Max(type) >> 1;
            yield break;
        }

        if (type.Kind == FieldKind.Time && Numbers.TimeLimits(type.TimeUnit) is var (earliest, latest))
        {
            yield return Extend(type, earliest);
            yield return Extend(type, latest);
        }

        yield return 0;
        yield return Extend(type, 1);
        yield return Extend(type, -1);
        yield return Numbers.Max(type);
        yield return Numbers.Max(type) - 1;
        yield return Numbers.Min(type);
        yield return Numbers.Max(type) >> 1;
        yield return Extend(type, 0x0123_4567_89ab_cdef);
    }

    private static bool IsClearOfLimits(FieldType type, FieldLayout? field, UInt128 value)
    {
        if (type.Kind == FieldKind.Float || field is not ({ Min: not null } or { Max: not null }))
            return true;
        double number = Numbers.ToDouble(type, value);
        return Math.Abs(number) < Exact || (IsFarFrom(number, field.Min) && IsFarFrom(number, field.Max));
    }

    private static bool IsFarFrom(double number, double? limit) => limit is not { } at || Math.Abs(number - at) > Math.Abs(at) / Exact * 4;
}
