using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>Writes the names of enum values and of codes.</summary>
internal static class EnumTables
{
    public static void Write(LuaText lua, ProtocolLayout protocol, IReadOnlyList<PacketLayout> packets, bool withCodes)
    {
        List<FieldType> enums =
        [
            .. packets.SelectMany(p => p.Fields).Select(f => ReachedPackets.Innermost(f.Type))
                .Where(t => !t.Members.IsEmpty && !t.IsFlags).DistinctBy(t => t.Name).OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
        if (enums.Count == 0 && !withCodes)
            return;
        lua.Line("-- The names of values.").Line("local names = {}").Line();
        foreach (FieldType type in enums)
            Write(lua, type.Name, ExportNames.Of(type.Name), type.Members.Select(m => (m.Value, m.Name)));
        if (withCodes)
            Write(lua, "code", "code", CodesOf(protocol));
    }

    private static IEnumerable<(long Code, string Name)> CodesOf(ProtocolLayout protocol) => protocol.Packets
        .Where(p => p.Kind == PacketKind.Message)
        .GroupBy(p => p.Code!.Value)
        .OrderBy(g => g.Key)
        .Select(g => ((long)g.Key, string.Join(" or ", g.Select(p => p.Name))));

    private static void Write(LuaText lua, string member, string kind, IEnumerable<(long Value, string Name)> values)
    {
        lua.Open($"names.{member} = enum({LuaText.Quote(kind)}, {{");
        foreach ((long value, string name) in values.DistinctBy(v => v.Value))
            lua.Line($"[{LuaText.Number(value)}] = {LuaText.Quote(name)},");
        lua.Close("})").Line();
    }
}
