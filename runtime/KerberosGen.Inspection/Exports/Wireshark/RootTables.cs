using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>Writes the tables from which a dissector starts: each direction's header and messages, or the packet that stands alone.</summary>
internal static class RootTables
{
    public static string Of(ProtocolLayout protocol, PacketLayout? alone)
    {
        var lua = new LuaText();
        if (alone is not null)
        {
            string size = alone.Size is { } bytes ? $", size = {LuaText.Number((long)bytes)}" : "";
            lua.Comment("What stands in each datagram, and in each stream one after the other.");
            lua.Line($"local alone = {{ name = {LuaText.Quote(alone.Name)}{size}, fields = packets.{alone.Name}.fields(ABBREVIATION), read = packets.{alone.Name}.read }}").Line();
        }
        else
        {
            Write(lua, "requests", "request", protocol.Requests);
            Write(lua, "responses", "response", protocol.Responses);
        }

        return lua.ToString();
    }

    private static void Write(LuaText lua, string variable, string name, DirectionLayout? tables)
    {
        if (tables is null)
            return;
        PacketLayout header = tables.Header;
        lua.Comment($"What travels as a {name}: a header, and the payload that its code names.");
        lua.Open($"local {variable} = {{");
        lua.Line($"name = {LuaText.Quote(name)},");
        lua.Line($"size = {LuaText.Number((long)(header.Size ?? header.MinSize))},");
        lua.Line($"header = group(ABBREVIATION, \"header\", {LuaText.Quote(header.Summary)}, packets.{header.Name}),");
        IEnumerable<string> constants = header.Fields.Where(f => !f.Constant.IsDefault && f.Bits is null && f.Offset is not null)
            .Select(f => FormattableString.Invariant($"[{f.Offset}] = \"{Convert.ToHexStringLower(f.Constant.AsSpan())}\""));
        lua.Line($"constants = {{ {string.Join(", ", constants)} }},".Replace("{  }", "{}", StringComparison.Ordinal));
        lua.Line(FormattableString.Invariant($"code_end = {EndOf(tables.CodeField)},"));
        WriteReader(lua, "code", tables.CodeField);
        WriteReader(lua, "payload_size", tables.PayloadSizeField);
        lua.Open("messages = {");
        foreach (IGrouping<ushort, PacketLayout> code in tables.Messages.GroupBy(m => m.Code!.Value))
            lua.Line($"[{LuaText.Number((long)code.Key)}] = {{ {string.Join(", ", code.Select(Message))} }},");
        lua.Close("},").Close("}").Line();
    }

    private static void WriteReader(LuaText lua, string name, FieldLayout field)
    {
        int size = SizeOf(field);
        string order = field.Type.ByteOrder == ByteOrder.LittleEndian ? "le_uint" : "uint";
        string number = FormattableString.Invariant($"tvb(at + {field.Offset ?? 0}, {size}):{order}()");
        if (field.Bits is { } bits)
            number = FormattableString.Invariant($"math.floor({number} / 2 ^ {bits.Shift}) % 2 ^ {field.Type.Bits}");
        lua.Open($"{name} = function(tvb, at)").Line("return " + number).Close("end,");
    }

    private static int EndOf(FieldLayout field) => (field.Offset ?? 0) + SizeOf(field);

    private static int SizeOf(FieldLayout field) => field.Bits?.IntegerSize ?? field.Type.Size ?? 0;

    private static string Message(PacketLayout packet) => packet.Size is { } size
        ? FormattableString.Invariant($"message({LuaText.Quote(packet.Name)}, packets.{packet.Name}, {size})")
        : FormattableString.Invariant($"message({LuaText.Quote(packet.Name)}, packets.{packet.Name}, nil, {packet.MinSize})");
}
