using KerberosGen.Layout;
using KerberosGen.WireTables;

namespace KerberosGen.Inspection.Specs;

/// <summary>The types of the generated layout tables, in the words of the written specification.</summary>
internal static class LayoutTypes
{
    /// <summary>The type's column of a packet's table.</summary>
    public static string WordsOf(FieldLayout field)
    {
        if (field.Encryption is { } encryption)
            return TypeWords.Encrypted(encryption.Plaintext is { Kind: FieldKind.Text, Size: null } ? "text" : encryption.Plaintext.Name);
        if (field.Bits is not null && field.Type.Kind != FieldKind.Boolean)
            return Named(field.Type, TypeWords.Bits(field.Type.Bits, field.Type.ByteOrder == ByteOrder.BigEndian));
        return WordsOf(field.Type);
    }

    /// <summary>True if a type that is never printed says so in the row, and not in the table of types.</summary>
    public static bool HasOwnSecret(FieldType type) => type.Kind switch
    {
        FieldKind.Bytes or FieldKind.Text => type.Size is null,
        FieldKind.Packet or FieldKind.Union or FieldKind.Array => false,
        _ => true,
    };

    /// <summary>The domain types and enums of the packets' fields, by name.</summary>
    public static IEnumerable<WireType> Of(IEnumerable<PacketLayout> packets) => packets
        .SelectMany(p => p.Fields)
        .SelectMany(f => f.Encryption is { } e ? TypesIn(f.Type).Append(e.Plaintext).Select(t => (Field: f, Type: t)) : TypesIn(f.Type).Select(t => (Field: f, Type: t)))
        .Where(t => (t.Type.Kind is FieldKind.Bytes or FieldKind.Text && t.Type.Size is not null) || !t.Type.Members.IsEmpty)
        .GroupBy(t => t.Type.Name)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new WireType(g.Key, g.Max(t => SizeOf(t.Field, t.Type)), Describe(g.First().Type)));

    // Of an enum the largest of the sizes that it has in the fields; none where it only stands in bits.
    private static int? SizeOf(FieldLayout field, FieldType type) => field.Bits is null ? type.Size : null;

    private static IEnumerable<FieldType> TypesIn(FieldType type) =>
        type.Kind is FieldKind.List or FieldKind.Array or FieldKind.Sequence ? TypesIn(type.Entry!) : [type];

    private static string WordsOf(FieldType type)
    {
        bool isBigEndian = type.ByteOrder == ByteOrder.BigEndian;
        bool isSigned = type.Kind == FieldKind.Signed;
        return type.Kind switch
        {
            FieldKind.Boolean => "bool",
            FieldKind.Unsigned or FieldKind.Signed when type.IsLeb128 => Named(type, TypeWords.Leb128(isSigned, type.Bits)),
            FieldKind.Unsigned or FieldKind.Signed => Named(type, TypeWords.Integer(isSigned, type.Size!.Value * 8, isBigEndian)),
            FieldKind.Float => TypeWords.Float(type.Size!.Value * 8, isBigEndian),
            FieldKind.Guid => TypeWords.Guid(isBigEndian),
            FieldKind.Time => TypeWords.Time(type.TimeUnit == UnixTimeUnit.Milliseconds, type.Size!.Value, isBigEndian),
            FieldKind.Bytes when type.Size is null => "bytes",
            FieldKind.Text when type.Size is null => TypeWords.Text(type.Encoding.ToString()),
            FieldKind.Array => TypeWords.Array(type.Count, WordsOf(type.Entry!)),
            FieldKind.List => TypeWords.List(WordsOf(type.Entry!)),
            FieldKind.Sequence => TypeWords.Sequence(WordsOf(type.Entry!)),
            _ => type.Name,
        };
    }

    private static string Named(FieldType type, string integer) => type.Members.IsEmpty ? integer : TypeWords.Enum(type.Name, integer);

    private static string Describe(FieldType type)
    {
        string words = type.Kind switch
        {
            FieldKind.Text => TypeWords.FixedText(type.Encoding.ToString(), type.Terminated),
            FieldKind.Bytes => TypeWords.FixedBytes(type.Display.ToString()),
            _ => string.Join(", ", type.Members.Select(m => TypeWords.EnumMember(m.Name, m.Value))) + (type.IsFlags ? "; flags" : ""),
        };
        return type.IsSecret && !HasOwnSecret(type) ? words + WireType.Secret : words;
    }
}
