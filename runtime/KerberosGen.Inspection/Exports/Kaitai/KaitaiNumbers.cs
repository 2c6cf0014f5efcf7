using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Kaitai;

/// <summary>Numbers that Kaitai Struct has no type for, as types that compute a <c>value</c>.</summary>
internal static class KaitaiNumbers
{
    private const int MostGroups = 10;

    /// <summary>Kaitai's own type; null if it has none.</summary>
    public static string? PlainTypeOf(FieldType type)
    {
        if (type.IsLeb128)
            return null;
        bool isSigned = type.Kind == FieldKind.Signed || (type.Kind == FieldKind.Time && type.Size == sizeof(long));
        string letter = type.Kind == FieldKind.Float ? "f" : isSigned ? "s" : "u";
        string order = type.Size == 1 ? "" : OrderOf(type.ByteOrder);
        return type.Size is 1 or 2 or 4 or 8 && (type.Kind != FieldKind.Float || type.Size > 2) ? letter + Text(type.Size.Value) + order : null;
    }

    /// <summary>The name of a type of our own for a number; null if there is none.</summary>
    public static string? OwnTypeOf(FieldType type) => type switch
    {
        { IsLeb128: true } => type.Kind == FieldKind.Signed ? "leb128_signed" : "leb128",
        { Kind: FieldKind.Unsigned or FieldKind.Signed, Size: 3 or 5 or 6 or 7 } =>
            (type.Kind == FieldKind.Signed ? "s" : "u") + Text(8 * type.Size.Value) + OrderOf(type.ByteOrder),
        _ => null,
    };

    /// <summary>The declaration of <see cref="OwnTypeOf"/>.</summary>
    public static YamlMap Declare(FieldType type) => type.IsLeb128 ? Leb128(type.Kind == FieldKind.Signed) : Wide(type);

    // A sign goes with the most significant byte alone: the sum of the others is exact in a double, which is JavaScript's number.
    private static YamlMap Wide(FieldType type)
    {
        int size = type.Size!.Value;
        IEnumerable<string> terms = Enumerable.Range(0, size).Select(i =>
        {
            string digit = FormattableString.Invariant($"bytes[{(type.ByteOrder == ByteOrder.BigEndian ? size - 1 - i : i)}]");
            bool hasSign = i == size - 1 && type.Kind == FieldKind.Signed;
            return Term(hasSign ? $"({digit} >= 0x80 ? {digit} - 0x100 : {digit})" : digit, 1L << (8 * i));
        });
        return new YamlMap()
            .Add("doc", FormattableString.Invariant($"An integer of {size} bytes: read its value."))
            .Add("seq", [new YamlMap().Add("id", "bytes").Add("size", size)])
            .Add("instances", new YamlMap().Add("value", new YamlMap().Add("value", string.Join(" + ", terms))));
    }

    private static YamlMap Leb128(bool isSigned)
    {
        IEnumerable<string> terms = Enumerable.Range(0, MostGroups).Select(i =>
        {
            string group = FormattableString.Invariant($"(groups[{i}] & 0x7f)");
            if (isSigned)
                group = FormattableString.Invariant($"({group} - (groups.size == {i + 1} and (groups[{i}] & 0x40) != 0 ? 0x80 : 0))");
            return i == 0 ? group : FormattableString.Invariant($"(groups.size > {i} ? {Term(group, i == 9 ? null : 1L << (7 * i))} : 0)");
        });
        return new YamlMap()
            .Add("doc", "An LEB128 integer: seven bits in each byte, the least significant first; read its value.")
            .Add("seq", [new YamlMap().Add("id", "groups").Add("type", "u1").Add("repeat", "until").Add("repeat-until", "(_ & 0x80) == 0")])
            .Add("instances", new YamlMap().Add("value", new YamlMap().Add("value", string.Join(" + ", terms))));
    }

    // The tenth group of an LEB128 number has one bit that counts, the 64th.
    private static string Term(string digit, long? weight) => weight switch
    {
        1 => digit,
        null => $"{digit} * 0x8000000000000000",
        { } value => FormattableString.Invariant($"{digit} * 0x{value:x}"),
    };

    private static string OrderOf(ByteOrder order) => order == ByteOrder.BigEndian ? "be" : "le";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
