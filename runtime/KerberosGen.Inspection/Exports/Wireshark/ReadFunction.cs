using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>Writes the function that reads a packet's fields, one after the other.</summary>
internal sealed class ReadFunction
{
    private readonly LuaText _lua;
    private readonly PacketLayout _packet;
    private readonly IReadOnlyList<string> _returned;
    private readonly HashSet<string> _used;
    private readonly RowStatements _rows;

    private ReadFunction(LuaText lua, PacketLayout packet, IReadOnlyList<string> returned)
    {
        _lua = lua;
        _packet = packet;
        _returned = returned;
        _used = [.. packet.Fields.SelectMany(UsesOf), .. returned];
        _rows = new RowStatements(lua, packet);
    }

    /// <summary>Writes it.</summary>
    /// <param name="lua">Receives it.</param>
    /// <param name="packet">The table.</param>
    /// <param name="returned">The fields whose values it answers: those that may end a sequence of such packets.</param>
    public static void Write(LuaText lua, PacketLayout packet, IReadOnlyList<string> returned)
    {
        if (packet.Kind == PacketKind.Union)
            WriteUnion(lua, packet);
        else
            new ReadFunction(lua, packet, returned).Write();
    }

    private static void WriteUnion(LuaText lua, PacketLayout union)
    {
        lua.Open($"function packets.{union.Name}.read(r, tree, f, chosen)");
        var rows = new RowStatements(lua, union);
        string word = "if";
        foreach (FieldLayout row in union.Fields.Where(f => !f.IsOtherwise))
        {
            string condition = string.Join(" or ", row.Cases.Select(c => $"chosen == {LuaText.Number(c)}"));
            _ = word == "if" ? lua.Open($"if {condition} then") : lua.Else($"elseif {condition} then");
            rows.Read(row, 0, null);
            word = "elseif";
        }

        FieldLayout? otherwise = union.Fields.FirstOrDefault(f => f.IsOtherwise);
        if (word == "elseif")
            lua.Else("else");
        if (otherwise is not null)
            rows.Read(otherwise, 0, null);
        else
            lua.Line("r:tell(tree, unknown_case, tostring(chosen))").Line("r:lose()");
        if (word == "elseif")
            lua.Close("end");
        lua.Close("end");
    }

    private void Write()
    {
        _lua.Open($"function packets.{_packet.Name}.read(r, tree, f)");
        if (NeedsStart())
            _lua.Line("local start = r.at");
        if (_returned.Count > 0)
            _lua.Line($"local {string.Join(", ", _returned.Select(LuaText.Variable))}");
        int wholes = 0;
        for (int i = 0; i < _packet.Fields.Length; i++)
        {
            FieldLayout row = _packet.Fields[i];
            WriteRow(row, TailBehind(i));
            if (row.Role != FieldRole.PacketLength)
                continue;
            string variable = LuaText.Variable(row.Name);
            _lua.Open(FormattableString.Invariant(
                $"r:whole(tree, {variable}_item, start, {variable}{Minus(row.Adjust)}, {_packet.MinSize}, {LuaText.Quote(_packet.Name)}, function()"));
            wholes++;
        }

        if (_packet.Align > 0)
            _lua.Line($"r:padding(tree, f.{FieldRows.EndPadding}, padding_to(r.at - start, {_packet.Align}), {(_packet.IsPaddingIgnored ? "true" : "false")})");
        foreach (FieldLayout row in _packet.Fields)
            WriteVerification(row);
        for (; wholes > 0; wholes--)
            _lua.Close("end)");
        if (_returned.Count > 0)
            _lua.Line($"return {string.Join(", ", _returned.Select(LuaText.Variable))}");
        _lua.Close("end");
    }

    private static string Minus(int adjust) => adjust switch
    {
        0 => "",
        > 0 => FormattableString.Invariant($" - {adjust}"),
        _ => FormattableString.Invariant($" + {-adjust}"),
    };

    private static IEnumerable<string> UsesOf(FieldLayout row)
    {
        if (row.MeasuredBy is { } measure)
            yield return measure;
        if (row.ChosenBy is { } chooser)
            yield return chooser;
        if (row.Role == FieldRole.PacketLength)
            yield return row.Name;
        foreach (ConditionLayout condition in row.When)
            yield return condition.Field;
    }

    private bool NeedsStart() => _packet.Align > 0
        || _packet.Fields.Any(f => f.Align > 0 || f.Role == FieldRole.PacketLength || (Checksums.IsKnown(f) && f.Checksum!.From is null));

    private void WriteRow(FieldLayout row, int tail)
    {
        string? variable = _used.Contains(row.Name) ? LuaText.Variable(row.Name) : null;
        bool isDeclared = _returned.Contains(row.Name);
        bool isConditional = !row.When.IsEmpty;
        bool isSum = Checksums.IsKnown(row);
        variable = isSum ? LuaText.Variable(row.Name) + "_sum" : variable;
        if (isConditional)
        {
            if (variable is not null && !isDeclared)
                _lua.Line(isSum ? $"local {variable}" : $"local {variable} = 0");
            _lua.Open($"if {string.Join(" and ", row.When.Select(Condition))} then");
        }

        WritePadding(row);
        if (Covers(row, c => c.From))
            _lua.Line($"local {LuaText.Variable(row.Name)}_start = r.at");
        _rows.Read(row, tail, variable is null || isConditional || isDeclared ? variable : "local " + variable);
        if (Covers(row, c => c.To))
            _lua.Line($"local {LuaText.Variable(row.Name)}_stop = r.at");
        if (isConditional)
            _lua.Close("end");
    }

    private bool Covers(FieldLayout row, Func<ChecksumLayout, string?> edge) =>
        _packet.Fields.Any(f => Checksums.IsKnown(f) && edge(f.Checksum!) == row.Name);

    private void WritePadding(FieldLayout row)
    {
        if (row.PadBefore == 0 && row.Align == 0)
            return;
        string before = row.PadBefore > 0 ? FormattableString.Invariant($" + {row.PadBefore}") : "";
        string size = row.Align > 0
            ? FormattableString.Invariant($"padding_to(r.at{before} - start, {row.Align}){before}")
            : LuaText.Number(row.PadBefore);
        _lua.Line($"r:padding(tree, {LuaText.Member("f", row.Name)}.padding, {size}{(row.IsPaddingIgnored ? ", true" : "")})");
    }

    private string Condition(ConditionLayout condition)
    {
        FieldType type = _packet.Find(condition.Field)!.Type;
        string variable = LuaText.Variable(condition.Field);
        if (condition.Mask != 0)
        {
            return WireRange.IsWide(type)
                ? FormattableString.Invariant($"{variable}:band(UInt64({(uint)condition.Mask}, {(uint)(condition.Mask >> 32)})) ~= UInt64(0, 0)")
                : FormattableString.Invariant($"bit.band({variable}, 0x{condition.Mask:x}) ~= 0");
        }

        string read = WireRange.IsWide(type) ? $"tostring({variable})" : variable;
        string any = string.Join(" or ", condition.Values.Select(v => $"{read} == {WireRange.Literal(type, v)}"));
        return condition.Values.Length > 1 ? $"({any})" : any;
    }

    private void WriteVerification(FieldLayout row)
    {
        if (!Checksums.IsKnown(row))
            return;
        string sum = LuaText.Variable(row.Name) + "_sum";
        string start = row.Checksum!.From is { } from ? LuaText.Variable(from) + "_start" : "start";
        string stop = row.Checksum.To is { } to ? LuaText.Variable(to) + "_stop" : sum + ".start";
        string call = $"r:verify({sum}, {start}, {stop}, {Checksums.FunctionOf(row)})";
        if (row.When.IsEmpty)
            _lua.Line(call);
        else
            _lua.Open($"if {sum} then").Line(call).Close("end");
    }

    // Bytes of the fields behind one that takes what is left; they are of fixed size, or it could not.
    private int TailBehind(int index)
    {
        int tail = 0;
        foreach (FieldLayout row in _packet.Fields.AsSpan()[(index + 1)..])
        {
            int? size = row.Bits is { } bits ? (bits.IsFirst ? bits.IntegerSize : 0) : row.Type.Size;
            if (size is null || !row.When.IsEmpty)
                return 0;
            tail += row.PadBefore + size.Value;
        }

        return tail;
    }
}
