using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>Writes what reads one field: its prefix, and the call that fits its kind and extent.</summary>
internal sealed class RowStatements(LuaText lua, PacketLayout packet)
{
    private const string SharedInteger = "bits_start";

    private bool _hasSharedInteger;

    /// <summary>Writes it.</summary>
    /// <param name="row">The field.</param>
    /// <param name="tail">Bytes of the fixed fields behind it.</param>
    /// <param name="target">The variable that receives its value, <c>local</c> in front of it if it is new; null if nothing needs the value.</param>
    public void Read(FieldLayout row, int tail, string? target)
    {
        string f = LuaText.Member("f", row.Name);
        if (row.Bits is { } bits)
        {
            ReadBits(row, bits, f, target);
            return;
        }

        Size size = SizeOf(row, f, tail);
        string chosen = row.ChosenBy is { } chooser ? ", " + ChosenValue(chooser) : "";
        switch (row.Type.Kind)
        {
            case FieldKind.Packet or FieldKind.Union:
                lua.Line(size.Bytes is { } bytes ? $"r:measured_group(tree, {f}, {bytes}{chosen})" : $"r:group(tree, {f}{chosen})");
                break;
            case FieldKind.List or FieldKind.Sequence or FieldKind.Array:
                ReadEntries(row, f, size);
                break;
            default:
                ReadLeaf(row, row.Type, "tree", f, size.Bytes, target);
                break;
        }
    }

    private static string OrderedName(FieldType type, string narrow, string wide) => type.Size <= 4 ? narrow : wide;

    private void ReadBits(FieldLayout row, BitsLayout bits, string f, string? target)
    {
        if (bits.IsFirst)
        {
            lua.Line(FormattableString.Invariant($"{(_hasSharedInteger ? "" : "local ")}{SharedInteger} = r:take(tree, {f}, {bits.IntegerSize})"));
            _hasSharedInteger = true;
        }

        string call = bits.IntegerSize <= 4 ? FormattableString.Invariant($"r:bits(tree, {f}, {SharedInteger}, {bits.IntegerSize})")
            : row.Type.Bits <= 32 ? $"r:bits_of_eight(tree, {f}, {SharedInteger})"
            : $"r:many_bits_of_eight(tree, {f}, {SharedInteger})";
        Assign(row, call, target);
    }

    private void Assign(FieldLayout row, string call, string? target)
    {
        bool needsItem = row.Adjust != 0 || row.Role == FieldRole.PacketLength;
        lua.Line(target is null ? call : needsItem ? $"{target}, {target.Replace("local ", "", StringComparison.Ordinal)}_item = {call}" : $"{target} = {call}");
    }

    private Size SizeOf(FieldLayout row, string f, int tail)
    {
        if (row.Prefix is { } prefix)
            return PrefixSize(row, prefix, f);
        if (row.MeasuredBy is { } measure)
            return MeasuredSize(row, packet.Find(measure)!);
        if (row.Type.Size is { } size && row.Type.Kind != FieldKind.Array)
            return row.Type.Kind == FieldKind.Packet ? default : new Size(LuaText.Number(size), null);
        bool isGreedy = IsGreedy(row);
        bool isEntries = row.Type.Kind is FieldKind.List or FieldKind.Sequence;
        bool isContainer = isEntries || row.Type.Kind is FieldKind.Packet or FieldKind.Union;
        return !isGreedy || (tail == 0 && isContainer) ? default : new Size(FormattableString.Invariant($"r:all_but({tail})"), null);
    }

    private Size PrefixSize(FieldLayout row, PrefixLayout prefix, string f)
    {
        string variable = LuaText.Variable(row.Name) + (prefix.IsCount ? "_count" : "_size");
        string call = prefix.Width switch
        {
            0 => $"bounded(r:leb128(tree, {f}.prefix, 32))",
            <= 4 => FormattableString.Invariant($"r:number(tree, {f}.prefix, {prefix.Width})"),
            _ => FormattableString.Invariant($"bounded(r:wide(tree, {f}.prefix, {prefix.Width}))"),
        };
        if (prefix.Adjust != 0 && prefix.Width is > 0 and <= 4)
            lua.Line($"local {variable}, {variable}_item = {call}").Line($"{variable} = r:less({variable}_item, {variable}, {prefix.Adjust})");
        else if (prefix.Adjust != 0)
            lua.Line($"local {variable} = r:less(tree, {call}, {prefix.Adjust})");
        else
            lua.Line($"local {variable} = {call}");
        return prefix.IsCount ? new Size(null, variable) : new Size(variable, null);
    }

    private static Size MeasuredSize(FieldLayout row, FieldLayout measuring)
    {
        string variable = LuaText.Variable(measuring.Name);
        string number = WireRange.IsWide(measuring.Type) ? $"bounded({variable})"
            : measuring.Type.Kind == FieldKind.Signed ? $"({variable} < 0 and 2 ^ 53 or {variable})"
            : variable;
        if (measuring.Adjust != 0)
            number = FormattableString.Invariant($"r:less({variable}_item, {number}, {measuring.Adjust})");
        return row.MeasuredByCount ? new Size(null, number) : new Size(number, null);
    }

    private void ReadEntries(FieldLayout row, string f, Size size)
    {
        FieldType entry = row.Type.Entry!;
        if (entry.Size == 0)
            return;
        string entrySize = row.Type.Kind == FieldKind.List ? LuaText.Number(entry.Size!.Value) : "nil";
        (string opening, string closing) = (row.Type.Kind, size) switch
        {
            (FieldKind.Array, _) when WireNumberKinds.Contains(entry.Kind) =>
                (FormattableString.Invariant($"r:array(tree, {f}, {row.Type.Count}, {entry.Size}, function(item)"), "end)"),
            (FieldKind.Array, _) => (FormattableString.Invariant($"r:counted(tree, {f}, {row.Type.Count}, function(item)"), "end)"),
            _ when !row.Until.IsEmpty => ($"r:to_last(tree, {f}, function(item)", "end)"),
            (_, { Entries: { } count }) => ($"r:counted(tree, {f}, {count}, function(item)", "end)"),
            (_, { Bytes: { } bytes }) => ($"r:measured(tree, {f}, {bytes}, function(list_item)", "end)"),
            _ => ($"r:to_end(tree, {f}, {entrySize}, function(item)", "end)"),
        };
        lua.Open(opening);
        bool isMeasured = opening.EndsWith("(list_item)", StringComparison.Ordinal);
        if (isMeasured)
            lua.Open($"r:entries(list_item, {entrySize}, function(item)");
        ReadEntry(row, entry, f);
        if (isMeasured)
            lua.Close("end)");
        lua.Close(closing);
    }

    private void ReadEntry(FieldLayout row, FieldType entry, string f)
    {
        if (entry.Packet is null)
        {
            ReadLeaf(null, entry, "item", f + ".entry", LuaText.Number(entry.Size!.Value), null);
            return;
        }

        if (row.Until.IsEmpty)
        {
            lua.Line($"r:group(item, {f}.entry)");
            return;
        }

        string[] fields = [.. EndingFields(row)];
        lua.Line($"local {string.Join(", ", fields.Select(LuaText.Variable))} = r:group(item, {f}.entry)");
        lua.Line($"return {string.Join(" or ", row.Until.SelectMany(c => EndOf(c, entry.Packet)))}");
    }

    /// <summary>The entry's fields that say whether it is the last.</summary>
    public static IEnumerable<string> EndingFields(FieldLayout row) => row.Until.Select(c => c.Field).Distinct();

    private static IEnumerable<string> EndOf(ConditionLayout condition, PacketLayout entry)
    {
        FieldType type = entry.Find(condition.Field)!.Type;
        string variable = LuaText.Variable(condition.Field);
        string read = WireRange.IsWide(type) ? $"tostring({variable})" : variable;
        return condition.Mask != 0
            ? [FormattableString.Invariant($"bit.band({variable} or 0, 0x{condition.Mask:x}) ~= 0")]
            : condition.Values.Select(v => $"{read} == {WireRange.Literal(type, v)}");
    }

    private string ChosenValue(string chooser)
    {
        string variable = LuaText.Variable(chooser);
        return WireRange.IsWide(packet.Find(chooser)!.Type) ? $"{variable}:tonumber()" : variable;
    }

    private void ReadLeaf(FieldLayout? row, FieldType type, string tree, string f, string? size, string? target)
    {
        string call = LeafCall(row, type, tree, f, size, target is not null);
        bool hasFlags = FieldRows.HasFlagLines(row, type);
        if (!hasFlags)
        {
            if (row is not null)
                Assign(row, call, target);
            else
                lua.Line(call);
            return;
        }

        string name = LuaText.Variable(row!.Name);
        if (target is null)
            lua.Line($"local _, {name}_item = {call}");
        else if (target.StartsWith("local ", StringComparison.Ordinal))
            lua.Line($"{target}, {name}_item = {call}");
        else
            lua.Line($"local {name}_item").Line($"{target}, {name}_item = {call}");
        lua.Line($"r:flags({name}_item, {f}, {size})");
    }

    private static string LeafCall(FieldLayout? row, FieldType type, string tree, string f, string? size, bool needsValue)
    {
        string at = $"{tree}, {f}";
        if (row?.Checksum is not null)
            return Checksums.IsKnown(row) ? $"r:checksum({at}, {size})" : $"r:fixed({at}, {size})";
        if (row is { IsNulTerminated: true })
            return type.Kind == FieldKind.Text ? $"r:text_to_nul({at})" : $"r:bytes_to_nul({at})";
        bool isSigned = type.Kind == FieldKind.Signed;
        bool isRead = needsValue || FieldRows.HasChecks(row, type) || FieldRows.HasFlagLines(row, type);
        return type.Kind switch
        {
            FieldKind.Boolean => $"r:bool({at})",
            FieldKind.Unsigned or FieldKind.Signed when type.IsLeb128 =>
                FormattableString.Invariant($"r:{(type.Bits > 64 ? "long_" : isSigned ? "signed_" : "")}leb128({at}, {type.Bits})"),
            FieldKind.Unsigned or FieldKind.Signed when type.Size > 8 => $"r:digits({at}, {size})",
            FieldKind.Unsigned when isRead => $"r:{OrderedName(type, "number", "wide")}({at}, {size})",
            FieldKind.Signed when isRead => $"r:{OrderedName(type, "signed", "signed_wide")}({at}, {size})",
            FieldKind.Float when type.Size == 2 => $"r:half({at})",
            FieldKind.Float when isRead => $"r:real({at}, {size})",
            FieldKind.Time => $"r:time({at}, {size})",
            FieldKind.Text => type.Size is null ? $"r:text({at}, {size})" : $"r:fixed_text({at}, {size})",
            _ when row?.Encryption is not null => $"r:ciphertext({at}, {size})",
            FieldKind.Bytes when row is { Constant.IsDefault: false } => $"r:constant({at}, {size})",
            FieldKind.Bytes when type.Size is null => $"r:bytes({at}, {size})",
            _ => $"r:fixed({at}, {size})",
        };
    }

    private static readonly FieldKind[] WireNumberKinds = [FieldKind.Unsigned, FieldKind.Signed, FieldKind.Boolean, FieldKind.Float, FieldKind.Time];

    private static bool IsGreedy(FieldLayout row) => row is { MeasuredBy: null, Prefix: null, IsNulTerminated: false, Until.IsEmpty: true }
        && row.Type.Kind switch
        {
            FieldKind.Bytes or FieldKind.Text or FieldKind.List or FieldKind.Sequence => row.Type.Size is null,
            FieldKind.Packet or FieldKind.Union => row.Type.Packet!.Fields.Any(IsGreedy) && !row.Type.Packet.Fields.Any(f => f.Role == FieldRole.PacketLength),
            _ => false,
        };

    /// <summary>How far a field goes: an expression for its bytes or for its entries; neither if it says so itself.</summary>
    private readonly record struct Size(string? Bytes, string? Entries);
}
