using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Kaitai;

/// <summary>Writes the fields of a packet as the sequence of its Kaitai type.</summary>
internal sealed class KaitaiFields(KaitaiTypes types, KaitaiScope scope, string typeName)
{
    // JavaScript's operators on bits know 32 of them, and so does Kaitai's reader there.
    private const int MostBits = 32;

    private int? _end = 0;

    /// <summary>What makes an integer of a number, behind its name.</summary>
    public static string SuffixOf(FieldType type) => KaitaiNumbers.OwnTypeOf(type) is not null ? ".value" : KaitaiEnums.Has(type) ? ".to_i" : "";

    public void AddAll()
    {
        PacketLayout packet = scope.Packet;
        for (int i = 0; i < packet.Fields.Length; i++)
        {
            FieldLayout row = packet.Fields[i];
            AddPadding(row);
            if (row.Bits is not null)
                AddBits(row);
            else
                Add(row, FieldWalker.TailBehind(packet, i));
            _end = row.When.IsEmpty && row.Offset is { } at ? at + (row.Bits?.IntegerSize ?? row.Type.Size) : null;
        }

        if (packet.Size > _end)
            AddEndPadding(FormattableString.Invariant($"{packet.Size - _end}"));
        else if (packet is { Size: null, Align: > 0 })
            AddEndPadding(PaddingTo(packet.Align, 0));
    }

    /// <summary>The one field of a union's case.</summary>
    public void AddCase(FieldLayout field) => Add(field, 0);

    private void AddPadding(FieldLayout row)
    {
        string? size = row.Offset is { } at && _end is { } end ? (at > end ? FormattableString.Invariant($"{at - end}") : null)
            : row.Align > 0 ? PaddingTo(row.Align, row.PadBefore)
            : row.PadBefore > 0 ? FormattableString.Invariant($"{row.PadBefore}")
            : null;
        if (size is null)
            return;
        YamlMap padding = new YamlMap().Add("id", scope.TakePart(row.Name, "padding")).Add("size", size);
        if (scope.ConditionOf(row) is { } condition)
            padding.Add("if", condition);
        scope.Seq.Add(padding);
    }

    private void AddEndPadding(string size) => scope.Seq.Add(new YamlMap().Add("id", "end_padding").Add("size", size));

    private static string PaddingTo(int align, int before)
    {
        string at = before == 0 ? "_io.pos - start" : FormattableString.Invariant($"_io.pos - start + {before}");
        string padding = FormattableString.Invariant($"({align} - ({at}) % {align}) % {align}");
        return before == 0 ? padding : FormattableString.Invariant($"{before} + {padding}");
    }

    private void AddBits(FieldLayout row)
    {
        string id = scope.IdOf(row.Name);
        bool isBigEndian = row.Type.ByteOrder == ByteOrder.BigEndian;
        int bits = row.Type.Bits;
        if (bits <= MostBits)
        {
            YamlMap field = new YamlMap().Add("id", id).Add("type", BitsOf(bits, isBigEndian));
            AddEnum(field, row.Type);
            scope.Seq.Add(Finish(field, row, KaitaiValid.Of(row, types.Enums)));
            return;
        }

        string high = scope.TakePart(row.Name, "high"), low = scope.TakePart(row.Name, "low");
        YamlMap[] halves = [new YamlMap().Add("id", high).Add("type", BitsOf(bits - MostBits, isBigEndian)), new YamlMap().Add("id", low).Add("type", BitsOf(MostBits, isBigEndian))];
        foreach (YamlMap half in isBigEndian ? halves : halves.Reverse())
            scope.Seq.Add(Finish(half, row, null));
        scope.Instances.Add(id, new YamlMap().Add("value", $"{high} * 0x100000000 + {low}"));
    }

    private static string BitsOf(int bits, bool isBigEndian) => FormattableString.Invariant($"b{bits}{(isBigEndian ? "be" : "le")}");

    private void Add(FieldLayout row, int tail)
    {
        string id = scope.IdOf(row.Name);
        (string? size, string? count) = ExtentOf(row, tail);
        YamlMap field = new YamlMap().Add("id", id);
        switch (row.Type.Kind)
        {
            case FieldKind.Packet:
                field.Add("type", PacketType(row.Type.Packet!, isSized: size is not null));
                AddSize(field, size);
                break;
            case FieldKind.Union:
                AddUnion(field, row);
                AddSize(field, size);
                break;
            case FieldKind.List or FieldKind.Sequence:
                AddEntries(field, row, size, count);
                break;
            case FieldKind.Array:
                field.Add(Single(row.Type.Entry!)).Add("repeat", "expr").Add("repeat-expr", row.Type.Count);
                break;
            default:
                AddLeaf(field, row, size);
                break;
        }

        scope.Seq.Add(Finish(field, row, KaitaiValid.Of(row, types.Enums)));
    }

    private (string? Size, string? Count) ExtentOf(FieldLayout row, int tail)
    {
        if (row.Prefix is { } prefix)
        {
            string id = scope.TakePart(row.Name, prefix.IsCount ? "count" : "length");
            var type = new FieldType { Kind = FieldKind.Unsigned, Name = "", Size = prefix.Width == 0 ? null : prefix.Width, ByteOrder = prefix.ByteOrder, IsLeb128 = prefix.Width == 0 };
            scope.Seq.Add(Finish(new YamlMap().Add("id", id).Add(Single(type)), row, null, hasDoc: false));
            string measure = KaitaiScope.Less(id + SuffixOf(type), prefix.Adjust);
            return prefix.IsCount ? (null, measure) : (measure, null);
        }

        if (row.MeasuredBy is { } field)
            return row.MeasuredByCount ? (null, scope.MeasureOf(field)) : (scope.MeasureOf(field), null);
        if (!ExtentReader.IsGreedy(row))
            return default;
        if (scope.Packet.Fields.FirstOrDefault(f => f.Role == FieldRole.PacketLength) is { } length)
            return (LeftOf(length, row, tail), null);
        return tail > 0 ? ($"_io.size - _io.pos - {tail}", null) : default;
    }

    // What a packet's length leaves for one field.
    private string LeftOf(FieldLayout length, FieldLayout row, int tail) => row.Offset is { } at
        ? KaitaiScope.Less(scope.NumberOf(length.Name), length.Adjust + at + tail)
        : KaitaiScope.Less($"start + {scope.NumberOf(length.Name)}", length.Adjust + tail) + " - _io.pos";

    private void AddLeaf(YamlMap field, FieldLayout row, string? size)
    {
        FieldType type = row.Type;
        bool isText = type.Kind == FieldKind.Text;
        if (type.Size is not null || type.IsLeb128)
        {
            field.Add(Single(type));
            return;
        }

        if (isText)
            field.Add("type", row.IsNulTerminated ? "strz" : "str").Add("encoding", EncodingOf(type));
        if (row.IsNulTerminated && !isText)
            field.Add("terminator", 0);
        if (row.IsNulTerminated)
            return;
        if (size is null)
            field.Add("size-eos", true);
        else
            field.Add("size", size);
    }

    private void AddUnion(YamlMap field, FieldLayout row)
    {
        PacketLayout union = row.Type.Packet!;
        FieldType chooser = scope.Packet.Find(row.ChosenBy!)!.Type;
        var cases = new YamlMap();
        foreach (FieldLayout found in union.Fields)
        {
            string type = types.CaseOf(union, found);
            foreach (long value in found.Cases)
                cases.Add(KaitaiScope.LiteralOf(chooser, value), type);
            if (found.IsOtherwise)
                cases.Add("_", type);
        }

        field.Add("type", new YamlMap().Add("switch-on", scope.NumberOf(row.ChosenBy!)).Add("cases", cases));
    }

    private void AddEntries(YamlMap field, FieldLayout row, string? size, string? count)
    {
        YamlMap entry = Single(row.Type.Entry!);
        if (!row.Until.IsEmpty)
            entry.Add("repeat", "until").Add("repeat-until", KaitaiScope.EndOf(row));
        else if (count is not null)
            entry.Add("repeat", "expr").Add("repeat-expr", count);
        else
            entry.Add("repeat", "eos");
        if (size is null)
            field.Add(entry);
        else
            field.Add("type", types.EntriesOf($"{typeName}_{scope.IdOf(row.Name)}", entry)).Add("size", size);
    }

    /// <summary>The words for one value of a fixed size, or of a size that it says itself.</summary>
    private YamlMap Single(FieldType type)
    {
        var single = new YamlMap();
        if (type.Packet is { } packet)
            return single.Add("type", PacketType(packet, isSized: false));
        if (type.Kind == FieldKind.Text)
            return single.Add("type", "strz").Add("size", type.Size ?? 0).Add("encoding", EncodingOf(type));
        if (type.Kind == FieldKind.Float && type.Size == 2)
            return single.Add("type", type.ByteOrder == ByteOrder.BigEndian ? "u2be" : "u2le");
        if (!WireNumber.IsNumber(type.Kind))
            return single.Add("size", type.Size ?? 0);
        if (KaitaiNumbers.OwnTypeOf(type) is not null)
            return single.Add("type", types.NumberOf(type));
        if (KaitaiNumbers.PlainTypeOf(type) is not { } plain)
            return single.Add("size", type.Size!.Value);
        single.Add("type", plain);
        AddEnum(single, type);
        return single;
    }

    private string PacketType(PacketLayout packet, bool isSized)
    {
        string type = types.PacketOf(packet);
        return !KaitaiTypes.NeedsStart(packet) ? type : isSized ? type + "(0)" : type + "(_io.pos)";
    }

    private void AddEnum(YamlMap field, FieldType type)
    {
        if (KaitaiEnums.Has(type))
            field.Add("enum", types.Enums.NameOf(type));
    }

    private static void AddSize(YamlMap field, string? size)
    {
        if (size is not null)
            field.Add("size", size);
    }

    private YamlMap Finish(YamlMap field, FieldLayout row, YamlMap? valid, bool hasDoc = true)
    {
        if (scope.ConditionOf(row) is { } condition)
            field.Add("if", condition);
        if (valid is not null)
            field.Add("valid", valid);
        string doc = hasDoc ? FieldNotes.Of(row) : "";
        return doc.Length > 0 ? field.Add("doc", doc) : field;
    }

    private static string EncodingOf(FieldType type) => type.Encoding switch
    {
        TextEncoding.Ascii => "ASCII",
        TextEncoding.Latin1 => "ISO-8859-1",
        _ => "UTF-8",
    };
}
