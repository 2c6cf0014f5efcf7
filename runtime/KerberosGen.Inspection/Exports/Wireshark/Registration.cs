using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>Writes a dissector's beginning, and its end: what Wireshark calls, the preferences, the ports.</summary>
internal static class Registration
{
    public static string HeadOf(ProtocolLayout protocol, PacketLayout? alone)
    {
        string name = DissectorNames.AbbreviationOf(protocol, alone);
        string title = alone is null ? protocol.Name : $"{protocol.Name}, {alone.Name}";
        var lua = new LuaText();
        lua.Comment($"{title}: a dissector for Wireshark 4.0 and later, written from the declarations by `inspector export lua`.");
        lua.Comment("It belongs in Wireshark's personal Lua plugins folder (Help, About Wireshark, Folders), or runs once with: tshark -X lua_script:FILE");
        lua.Comment($"A filter is the field's path in the inspector's JSON without indices: {name}.{ExampleOf(protocol, alone)}. "
            + "A length, count or padding in front of a field stands behind its name: name-length.");
        lua.Line();
        lua.Line($"local ABBREVIATION = {LuaText.Quote(name)}");
        lua.Line($"local proto = Proto(ABBREVIATION, {LuaText.Quote(title)})").Line();
        lua.Comment("What Wireshark is told of: fields, and what can be wrong; fields also by their filter.");
        lua.Line("local fields, experts, registered = {}, {}, {}").Line();
        lua.Comment("What other dissectors know of the frame.");
        lua.Line(alone is null
            ? "local tcp_len, tcp_fin = Field.new(\"tcp.len\"), Field.new(\"tcp.flags.fin\")"
            : "local tcp_fin = Field.new(\"tcp.flags.fin\")");
        if (IsTwoWay(protocol, alone))
            lua.Line("local tcp_stream, udp_stream = Field.new(\"tcp.stream\"), Field.new(\"udp.stream\")");
        return lua.Line().ToString();
    }

    public static string Of(ProtocolLayout protocol, WiresharkOptions options)
    {
        var lua = new LuaText();
        bool hasHeaders = options.Packet is null;
        bool isTwoWay = IsTwoWay(protocol, options.Packet);
        string port = LuaText.Quote(options.Port is { } number ? LuaText.Number((long)number) : "");
        lua.Line("proto.fields = fields");
        lua.Line("proto.experts = experts").Line();
        lua.Line($"proto.prefs.tcp_ports = Pref.range(\"TCP ports\", {port}, \"The server's TCP ports, such as 8000,9000-9010.\", 65535)");
        lua.Line($"proto.prefs.udp_ports = Pref.range(\"UDP ports\", {port}, \"The server's UDP ports.\", 65535)");
        if (hasHeaders)
            lua.Line("proto.prefs.heuristics = Pref.bool(\"Recognise on any port\", true, \"Dissect what looks like these packets, whatever its port.\")");
        lua.Line("proto.prefs.show_secrets = Pref.bool(\"Show secrets\", false, \"Show passwords and keys; otherwise only their names are shown.\")").Line();
        string direction = protocol.Requests is null ? "responses" : "requests";
        string first = !hasHeaders ? "" : isTwoWay ? "direction_of(tvb, pinfo), " : direction + ", ";
        lua.Open("local function dissect(tvb, pinfo, tree)").Line($"show_all({first}tvb, pinfo, tree)").Line("return tvb:len()").Close("end").Line();
        lua.Line("proto.dissector = dissect").Line();
        if (isTwoWay)
            lua.Open("function proto.init()").Line("forget_directions()").Close("end").Line();
        lua.Line("proto.prefs_changed = take_ports").Line("take_ports()").Line();
        if (hasHeaders)
            WriteHeuristics(lua, isTwoWay ? "is_ours(requests, tvb) or is_ours(responses, tvb)" : $"is_ours({direction}, tvb)");
        lua.Open("for _, transport in ipairs({ \"tcp\", \"udp\" }) do");
        lua.Line("DissectorTable.get(transport .. \".port\"):add_for_decode_as(proto)");
        if (hasHeaders)
            lua.Line("proto:register_heuristic(transport, recognise)");
        return lua.Close("end").ToString();
    }

    private static void WriteHeuristics(LuaText lua, string condition)
    {
        lua.Comment("Takes what looks like these packets on any port; the conversation's later packets follow.");
        lua.Open("local function recognise(tvb, pinfo, tree)");
        lua.Open($"if not proto.prefs.heuristics or not ({condition}) then").Line("return false").Close("end");
        lua.Line("pinfo.conversation = proto");
        lua.Line("dissect(tvb, pinfo, tree)");
        lua.Line("return true").Close("end").Line();
    }

    private static bool IsTwoWay(ProtocolLayout protocol, PacketLayout? alone) => alone is null && protocol is { Requests: not null, Responses: not null };

    private static string ExampleOf(ProtocolLayout protocol, PacketLayout? alone) => alone is null
        ? "header." + (protocol.Requests ?? protocol.Responses)!.CodeField.Name
        : alone.Fields.IsEmpty ? "packet" : alone.Fields[0].Name;
}
