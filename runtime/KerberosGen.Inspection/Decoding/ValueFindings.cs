using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Looks at a field that is there in full: whether its declaration allows what it holds.</summary>
internal static class ValueFindings
{
    public static void Check(DecodedField field, List<Finding> findings)
    {
        TextFindings.Check(field, findings);
        if (field.Layout is { Constant.IsDefault: false, Bits: null } row && !field.Bytes.Span.SequenceEqual(row.Constant.AsSpan()))
            AddWrongConstant(field, ConstantOf(field, row), findings);
        if (!field.HasNumber)
            return;
        if (field.Type.IsLeb128)
            CheckLeb128(field, findings);
        if (field.Type.Kind == FieldKind.Boolean && field.WideNumber > 1)
            Add(field, FindingIds.UnknownValue, "neither true nor false", "0 or 1", "a bool is one of these", findings);
        if (field.Type.IsClosed && !field.Type.Members.IsEmpty && !EnumText.IsKnown(field.Type, unchecked((long)field.Number)))
            Add(field, FindingIds.UnknownValue, "unknown value", ValueText.AnyOf(field.Type, field.Type.Members.Select(m => m.Value)), $"{field.Type.Name} is closed: it has no other values", findings);
        if (field.Type.Kind == FieldKind.Time && field.Time is null)
            Add(field, FindingIds.OutOfRange, "no time", "a time of the years 1 to 9999", $"it counts {field.Type.TimeUnit.ToString().ToLowerInvariant()} from 1970", findings);
        if (field.Layout is { } limits)
            CheckLimits(field, limits, findings);
    }

    private static string ConstantOf(DecodedField field, FieldLayout row) =>
        ValueText.Of(new DecodedField(field.Path, field.Name, field.Type, row, field.Offset, row.Constant.Length, row.Constant.ToArray()));

    private static void AddWrongConstant(DecodedField field, string needed, List<Finding> findings) =>
        Add(field, FindingIds.WrongConstant, "wrong constant", needed, "the declaration always has this value here", findings);

    private static void CheckLeb128(DecodedField field, List<Finding> findings)
    {
        if (field.Type.Bits > 64)
            return;
        UnpackResult result = field.Type.Kind == FieldKind.Signed
            ? Leb128.Read(field.Bytes.Span, field.Type.Bits, out long _)
            : Leb128.Read(field.Bytes.Span, field.Type.Bits, out ulong _);
        if (result.IsDone)
            return;
        findings.Add(new Finding(FindingIds.BadLeb128, Severity.Error, "LEB128 number that is too long", field.Path, field.Offset)
        {
            Found = field.Length,
            Hint = $"only the shortest form is valid, of at most {field.Type.Bits} bits",
        });
    }

    private static void CheckLimits(DecodedField field, FieldLayout row, List<Finding> findings)
    {
        if (row is { Min: not null } or { Max: not null })
        {
            double value = field.Type.Kind switch
            {
                FieldKind.Float => ValueText.FloatOf(field),
                FieldKind.Signed => (double)(Int128)field.WideNumber,
                _ => (double)field.WideNumber,
            };
            // Not-a-number is outside every range, so the comparison asks what is inside.
            bool isInside = value >= (row.Min ?? double.NegativeInfinity) && value <= (row.Max ?? double.PositiveInfinity);
            if (!isInside)
                Add(field, FindingIds.OutOfRange, "out of range", RangeOf(row), "the declaration allows nothing else", findings);
        }

        if (row.OneOf.IsEmpty || WireNumber.BitsOf(field.Type) > 64 || row.OneOf.Contains(unchecked((long)field.Number)))
            return;
        // The table has a bit field's constant as the only value that is allowed.
        if (row is { Bits: not null, OneOf.Length: 1 })
            AddWrongConstant(field, ValueText.AnyOf(field.Type, row.OneOf), findings);
        else
            Add(field, FindingIds.OutOfRange, "value that is not allowed", ValueText.AnyOf(field.Type, row.OneOf), "the declaration allows nothing else", findings);
    }

    private static string RangeOf(FieldLayout row) => (row.Min, row.Max) switch
    {
        ({ } min, { } max) => $"{TextOf(min)} to {TextOf(max)}",
        ({ } min, _) => $"at least {TextOf(min)}",
        (_, { } max) => $"at most {TextOf(max)}",
        _ => "",
    };

    private static string TextOf(double limit) => limit == Math.Truncate(limit) && Math.Abs(limit) < 1e19
        ? ((Int128)limit).ToString(CultureInfo.InvariantCulture)
        : limit.ToString("R", CultureInfo.InvariantCulture);

    private static void Add(DecodedField field, string id, string title, string needed, string hint, List<Finding> findings) =>
        findings.Add(new Finding(id, Severity.Error, title, field.Path, field.Offset)
        {
            NeededValue = needed,
            FoundValue = field.IsSecret ? ValueText.Hidden : ValueText.Of(field),
            Hint = hint,
        });
}
