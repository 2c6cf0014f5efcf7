using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Kaitai;

/// <summary>A packet's fields by the names that they have in its Kaitai type, and what expressions make of them.</summary>
internal sealed class KaitaiScope(PacketLayout packet)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly ExportNames _names = new();

    public PacketLayout Packet { get; } = packet;

    public List<YamlMap> Seq { get; } = [];

    public YamlMap Instances { get; } = new();

    /// <summary>The name of a field; all of them are taken before those of its parts are.</summary>
    public string IdOf(string field) => _ids[field];

    /// <summary>A name for a part of a field, such as <c>content_length</c>.</summary>
    public string TakePart(string field, string part) => _names.Take($"{_ids[field]}_{part}");

    public void TakeFields()
    {
        foreach (FieldLayout field in Packet.Fields)
            _ids.Add(field.Name, _names.Take(field.Name));
    }

    /// <summary>A number as an integer; of an absent one 0.</summary>
    public string NumberOf(string field)
    {
        FieldLayout row = Packet.Find(field)!;
        string number = IntegerOf(row.Type, _ids[field]);
        return ConditionOf(row) is { } condition ? $"({condition} ? {number} : 0)" : number;
    }

    /// <summary>What must hold for a field to be there; null if nothing does.</summary>
    public string? ConditionOf(FieldLayout row) => row.When.IsEmpty
        ? null
        : string.Join(" and ", row.When.Select(c => TestOf(c, NumberOf(c.Field), Packet.Find(c.Field)!.Type)));

    /// <summary>A length or count without what is added to it.</summary>
    public string MeasureOf(string field) => Less(NumberOf(field), Packet.Find(field)!.Adjust);

    /// <summary>What ends a sequence behind an entry.</summary>
    public static string EndOf(FieldLayout row)
    {
        PacketLayout entry = row.Type.Entry!.Packet!;
        var names = new KaitaiScope(entry);
        names.TakeFields();
        return string.Join(" or ", row.Until.Select(c =>
            TestOf(c, IntegerOf(entry.Find(c.Field)!.Type, "_." + names.IdOf(c.Field)), entry.Find(c.Field)!.Type)));
    }

    /// <summary>An expression with so much taken from it.</summary>
    public static string Less(string expression, long number) => number switch
    {
        0 => expression,
        > 0 => $"{expression} - {number.ToString(CultureInfo.InvariantCulture)}",
        _ => $"{expression} + {(-number).ToString(CultureInfo.InvariantCulture)}",
    };

    /// <summary>An integer as Kaitai writes it: the bits of an unsigned one are no sign.</summary>
    public static string LiteralOf(FieldType type, long value) => type.Kind == FieldKind.Signed
        ? value.ToString(CultureInfo.InvariantCulture)
        : ((ulong)value).ToString(CultureInfo.InvariantCulture);

    private static string TestOf(ConditionLayout condition, string number, FieldType type)
    {
        if (condition.Mask == 0)
            return Either(condition.Values.Select(v => $"{number} == {LiteralOf(type, v)}"));
        // JavaScript's operators on bits know 32 of them.
        ulong mask = (ulong)condition.Mask;
        uint high = (uint)(mask >> 32), low = (uint)mask;
        List<string> parts = [];
        if (low != 0)
            parts.Add(FormattableString.Invariant($"({number} & 0x{low:x}) != 0"));
        if (high != 0)
            parts.Add(FormattableString.Invariant($"(({number} / 0x100000000) & 0x{high:x}) != 0"));
        return Either(parts);
    }

    private static string Either(IEnumerable<string> tests) => tests.ToArray() switch
    {
        [] => "false",
        [var only] => only,
        var several => $"({string.Join(" or ", several)})",
    };

    private static string IntegerOf(FieldType type, string id)
    {
        if (KaitaiNumbers.OwnTypeOf(type) is not null)
            return id + ".value";
        bool needsCast = (type is { Kind: FieldKind.Boolean, Bits: > 0 }) || (KaitaiEnums.Has(type) && type.Bits <= 32);
        return needsCast ? id + ".to_i" : id;
    }
}
