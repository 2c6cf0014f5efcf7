using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>Declared types in the words of <c>packets.spec</c>.</summary>
internal static class SpecTypes
{
    /// <summary>The type's column of a packet's table.</summary>
    public static string WordsOf(FieldSpec field)
    {
        if (field.Encryption is { } encryption)
        {
            return TypeWords.Encrypted(encryption.PlaintextFullName is { } plaintext
                ? SpecTables.ShortName(plaintext)
                : encryption.PlaintextIsText ? "text" : "bytes");
        }

        return field.Shape switch
        {
            FieldShape.Boolean => "bool",
            FieldShape.Integer => IntegerOf(field),
            FieldShape.Enum => TypeWords.Enum(NameOf(field), IntegerOf(field)),
            FieldShape.Float => TypeWords.Float(field.Size!.Value * 8, field.IsBigEndian),
            FieldShape.Guid => TypeWords.Guid(field.IsBigEndian),
            FieldShape.Time => TypeWords.Time(field.TimeUnit == "Milliseconds", field.Size!.Value, field.IsBigEndian),
            FieldShape.Bytes => field.IsText ? TypeWords.Text(field.Encoding) : "bytes",
            FieldShape.Array => TypeWords.Array(field.Count, WordsOf(field.Entry!)),
            FieldShape.List => TypeWords.List(SpecTables.ShortName(field.EntryFullName)),
            FieldShape.Sequence => TypeWords.Sequence(SpecTables.ShortName(field.EntryFullName)),
            _ => NameOf(field),
        };
    }

    /// <summary>A declared domain type.</summary>
    public static WireType Of(DomainTypeSpec type)
    {
        string words = type.IsText ? TypeWords.FixedText(type.Encoding, type.IsTerminated) : TypeWords.FixedBytes(type.Display);
        return new WireType(SpecTables.Plain(type.Type.Name), type.Size, type.IsSecret ? words + WireType.Secret : words);
    }

    /// <summary>The enums of a packet's fields.</summary>
    public static IEnumerable<WireType> EnumsOf(PacketSpec packet) => packet.Fields
        .Select(f => (Field: f, Content: f.Entry ?? f))
        .Where(f => f.Content.Shape == FieldShape.Enum)
        .Select(f => new WireType(
            NameOf(f.Content),
            f.Field.Bits is null && !f.Content.IsLeb128 ? f.Content.Size : null,
            string.Join(", ", f.Content.Members.Select(m => TypeWords.EnumMember(m.Name, m.Value))) + (f.Content.IsFlags ? "; flags" : "")));

    private static string NameOf(FieldSpec field) => SpecTables.ShortName(field.TypeShortName);

    private static string IntegerOf(FieldSpec field)
    {
        if (field.Bits is { } bits)
            return TypeWords.Bits(bits.Count, field.IsBigEndian);
        return field.IsLeb128
            ? TypeWords.Leb128(field.IsSigned, field.NaturalSize * 8)
            : TypeWords.Integer(field.IsSigned, field.Size!.Value * 8, field.IsBigEndian);
    }
}
