using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Kaitai;

/// <summary>What a field is held to, where Kaitai can hold it.</summary>
internal static class KaitaiValid
{
    // Beyond it a double, which is what JavaScript has, no longer is the integer.
    private const double Exact = 1L << 53;

    /// <summary>The words, or null if there are none.</summary>
    public static YamlMap? Of(FieldLayout row, KaitaiEnums enums)
    {
        FieldType type = row.Type;
        bool isPlain = type is { Kind: FieldKind.Unsigned or FieldKind.Signed or FieldKind.Float, IsLeb128: false }
            && (type.Bits is > 0 and <= 32 || KaitaiNumbers.PlainTypeOf(type) is not null);
        if (!isPlain)
            return null;
        if (!row.OneOf.IsEmpty)
            return AnyOf(row.OneOf.Select(v => ValueOf(type, v, enums)));
        if (!row.Constant.IsDefault && type.Kind != FieldKind.Float)
            return AnyOf([ValueOf(type, ConstantOf(row), enums)]);
        if (KaitaiEnums.Has(type))
            return type.IsClosed ? new YamlMap().Add("in-enum", true) : null;
        var range = new YamlMap();
        AddLimit(range, "min", row.Min, type);
        AddLimit(range, "max", row.Max, type);
        return range.IsEmpty ? null : range;
    }

    private static YamlMap? AnyOf(IEnumerable<string?> values)
    {
        string?[] all = [.. values];
        return all.Contains(null) ? null : new YamlMap().Add("any-of", all.OfType<string>());
    }

    private static string? ValueOf(FieldType type, long value, KaitaiEnums enums) =>
        KaitaiEnums.Has(type) ? enums.ValueOf(type, value) : KaitaiScope.LiteralOf(type, value);

    private static long ConstantOf(FieldLayout row)
    {
        UInt128 value = Decoding.WireNumber.Read(row.Type, null, row.Constant.AsSpan());
        return unchecked((long)(ulong)value);
    }

    private static void AddLimit(YamlMap range, string name, double? limit, FieldType type)
    {
        if (limit is not { } value || !double.IsFinite(value) || (type.Kind != FieldKind.Float && Math.Abs(value) > Exact))
            return;
        if (type.Kind == FieldKind.Float)
            range.Add(name, value.ToString("0.0###############", CultureInfo.InvariantCulture));
        else
            range.Add(name, name == "min" ? (long)Math.Ceiling(value) : (long)Math.Floor(value));
    }
}
