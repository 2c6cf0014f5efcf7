using System.Collections.Immutable;
using KerberosGen.Crypto;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;
using KerberosGen.WireTables;

namespace KerberosGen.Inspection.Exports.Layouts;

/// <summary>
/// What decoding relies on. The generator never writes tables that break it; a file may have been written by anyone.
/// </summary>
internal static class LayoutRules
{
    /// <summary>How deep packets may stand within one another.</summary>
    public const int MostLevels = 32;

    /// <summary>How many fields a packet may hold, with those of contained ones: packets that each hold the next one twice would take for ever to walk.</summary>
    public const int MostLeaves = 100_000;

    public static void Check(FieldType type, LocatedJson json)
    {
        bool isPacket = type.Kind is FieldKind.Packet or FieldKind.Union;
        if (isPacket != type.Packet is not null)
            throw json.Wrong("a packet or a union has a \"packet\", and nothing else does");
        if (type.Packet is { } packet && ((packet.Kind == PacketKind.Union) != (type.Kind == FieldKind.Union) || packet.Size != type.Size))
            throw json.Wrong($"{packet.Name} is of another kind or size");
        if (type.Kind is FieldKind.List or FieldKind.Sequence or FieldKind.Array != type.Entry is not null)
            throw json.Wrong("a list, a sequence or an array has an \"entry\", and nothing else does");
        if (type.Entry is { } entry)
            CheckEntry(type, entry, json);
        if (type.IsLeb128 ? type.Kind is not (FieldKind.Unsigned or FieldKind.Signed) || type.Size is not null || type.Bits == 0 : !HasRightSize(type))
            throw json.Wrong($"a value of the kind {LayoutWords.Of(type.Kind)} has another \"size\" or other \"bits\"");
    }

    public static void Check(FieldLayout row, List<FieldLayout> before, PacketKind within, LocatedJson json)
    {
        if (before.Exists(f => f.Name == row.Name))
            throw json["name"].Wrong("two fields of a packet are called so");
        if (row.MeasuredBy is { } measure && !IsNumber(before, measure))
            throw json["measured_by"].Wrong("no number before this field is called so");
        if ((row.Type.Kind == FieldKind.Union) != row.ChosenBy is not null || (row.ChosenBy is { } chooser && !IsNumber(before, chooser)))
            throw json.Wrong("a union is chosen by a number before it, and nothing else is");
        foreach (ConditionLayout condition in row.When)
        {
            if (!IsNumber(before, condition.Field))
                throw json["when"].Wrong($"{condition.Field} is no number before this field");
        }

        CheckBits(row, before, json);
        if (row.Until.Length > 0 && row.Type.Kind != FieldKind.Sequence)
            throw json["until"].Wrong("only a sequence has an \"until\"");
        if (!row.Constant.IsDefault && (row.Constant.IsEmpty || (row.Type.Size is { } size && size != row.Constant.Length)))
            throw json["constant"].Wrong("it has not the field's size");
        if (row.Checksum is not null && (row.Type.Kind != FieldKind.Unsigned || row.Type.Size is not (>= 1 and <= sizeof(ulong))))
            throw json["checksum"].Wrong("a checksum is an unsigned integer of at most 8 bytes");
        if (row.SyntheticIv is { } label && WireRuleReader.Read(WireRules.SyntheticIv(label)) is null)
            throw json["synthetic_iv"].Wrong("a label is 1 to 64 letters, digits, '.', '_' and '-'");
        if (row.SyntheticIv is not null && (row is not { Type: { Kind: FieldKind.Bytes, Size: AesCbc.BlockSize }, Offset: not null } || within is PacketKind.Union or PacketKind.Header))
            throw json["synthetic_iv"].Wrong("it is 16 bytes at a fixed offset of a message or a structure");
        if (within == PacketKind.Union && row is { When.IsEmpty: false } or { MeasuredBy: not null })
            throw json.Wrong("a union's case stands by itself");
    }

    public static void Check(PacketLayout packet, LocatedJson json)
    {
        if (packet.Size is { } size && size != packet.MinSize)
            throw json["size"].Wrong("a fixed size is the smallest one too");
        if (packet.Align > 0 && packet.Fields.IsEmpty)
            throw json["align"].Wrong("a packet without fields is not aligned");
    }

    public static void CheckDirections(ImmutableArray<PacketLayout> packets, IReadOnlyList<LocatedJson> json)
    {
        for (int i = 0; i < packets.Length; i++)
        {
            if (packets[i].Kind != PacketKind.Header)
                continue;
            if (packets[i].Size is not { } size)
                throw json[i].Wrong("a header has a fixed \"size\"");
            CheckHeaderField(FieldRole.Code, packets[i], size, json[i]);
            CheckHeaderField(FieldRole.PayloadSize, packets[i], size, json[i]);
            if (packets[i].Fields.Any(f => !f.Constant.IsDefault && f.Offset + f.Constant.Length > size))
                throw json[i].Wrong("a constant stands behind its end");
        }
    }

    private static void CheckHeaderField(FieldRole role, PacketLayout header, int size, LocatedJson json)
    {
        bool isThere = header.Fields.Where(f => f.Role == role).ToArray() is [{ Type.Kind: FieldKind.Unsigned, Type.IsLeb128: false, Offset: { } at } field]
            && (field.Bits?.IntegerSize ?? field.Type.Size) is { } bytes and <= sizeof(uint)
            && at + bytes <= size;
        if (!isThere)
            throw json.Wrong($"a header has one field with the role {LayoutWords.Of(role)}, an unsigned integer of at most 4 bytes at a fixed offset");
    }

    private static void CheckEntry(FieldType type, FieldType entry, LocatedJson json)
    {
        if (entry.Kind is FieldKind.Union or FieldKind.List or FieldKind.Sequence or FieldKind.Array || (entry.Bits > 0 && !entry.IsLeb128))
            throw json["entry"].Wrong("an entry is a value or a packet");
        if (type.Kind == FieldKind.Sequence)
            return;
        if (entry.Size is not { } size)
            throw json["entry"].Wrong("an entry of a list or an array has a \"size\"");
        if (type.Kind == FieldKind.Array && type.Size != (long)size * type.Count)
            throw json.Wrong("an array's size is that of its entries");
    }

    private static bool HasRightSize(FieldType type) => type.Kind switch
    {
        FieldKind.Unsigned or FieldKind.Signed or FieldKind.Boolean when type.Bits > 0 => type.Bits <= 64,
        FieldKind.Unsigned or FieldKind.Signed => type.Size is >= 1 and <= WireNumber.MaxSize,
        FieldKind.Boolean => type.Size == 1,
        FieldKind.Float => type.Size is 2 or 4 or 8,
        FieldKind.Time => type.Size is 4 or 8,
        FieldKind.Guid => type.Size == 16,
        _ => true,
    };

    private static void CheckBits(FieldLayout row, List<FieldLayout> before, LocatedJson json)
    {
        bool hasBits = row.Type is { Bits: > 0, IsLeb128: false };
        if (hasBits != row.Bits is not null)
            throw json.Wrong("a bit field says where its \"bits\" are and its type how many, and nothing else does");
        if (row.Bits is not { } bits)
            return;
        bool continues = before is [.., { Bits: { } last }] && last.IntegerSize == bits.IntegerSize;
        if (bits.IntegerSize is not (1 or 2 or 4 or 8) || bits.Shift + row.Type.Bits > 8 * bits.IntegerSize || (!bits.IsFirst && !continues))
            throw json["bits"].Wrong("they are not within the integer that they share");
        if (!row.When.IsEmpty && !bits.IsFirst)
            throw json["bits"].Wrong("a bit field that shares an integer is there with it");
    }

    private static bool IsNumber(List<FieldLayout> before, string name) =>
        before.Find(f => f.Name == name) is { } found && WireNumber.IsNumber(found.Type.Kind);
}
