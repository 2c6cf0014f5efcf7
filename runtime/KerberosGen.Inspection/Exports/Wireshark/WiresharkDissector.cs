using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>
/// Writes a protocol's tables as a Wireshark dissector in Lua (Wireshark 4.0 and later). A filter's name is the dissector's and
/// the field's path in JSON without its indices: <c>kgpackets.header.code</c>, <c>kgpackets.services.name</c>.
/// </summary>
public static class WiresharkDissector
{
    /// <summary>Writes the dissector.</summary>
    /// <param name="protocol">The tables.</param>
    /// <param name="output">Receives lines that end in <c>\n</c>.</param>
    /// <param name="options">What no declaration says; null for nothing.</param>
    /// <exception cref="ArgumentException">No packet is given and the protocol declares no header.</exception>
    public static void Write(ProtocolLayout protocol, TextWriter output, WiresharkOptions? options = null)
    {
        options ??= new WiresharkOptions();
        if (options.Packet is null && protocol is { Requests: null, Responses: null })
            throw new ArgumentException($"{protocol.Name} declares no header.", nameof(protocol));
        string packets = PacketsOf(protocol, options.Packet);
        string roots = RootTables.Of(protocol, options.Packet);
        string registration = Registration.Of(protocol, options);
        string choosing = LuaLibrary.ChunksFor(options.Packet is null ? ["ports", "directions"] : ["ports", "run"], registration);
        string finding = options.Packet is null ? LuaLibrary.ChunksFor(["stream"], roots + choosing + registration) : "";
        string reading = LuaLibrary.ChunksFor(LuaLibrary.Reading, packets + roots + finding + choosing + registration);
        output.Write(Registration.HeadOf(protocol, options.Packet) + reading + packets + finding + roots + choosing + registration);
    }

    private static string PacketsOf(ProtocolLayout protocol, PacketLayout? alone)
    {
        IReadOnlyList<PacketLayout> packets = ReachedPackets.Of(protocol, alone);
        var lua = new LuaText();
        EnumTables.Write(lua, protocol, packets, withCodes: alone is null);
        lua.Line("local packets = {}").Line();
        var rows = new FieldRows(lua);
        foreach (PacketLayout packet in packets)
        {
            string code = packet.Code is { } number ? LuaText.Number((long)number) + " " : "";
            lua.Comment($"{code}{packet.Name}: {SizeOf(packet)}. {packet.Summary}");
            lua.Line($"packets.{packet.Name} = {{}}").Line();
            rows.Write(packet);
            lua.Line();
            ReadFunction.Write(lua, packet, [.. EndingFieldsOf(packet, packets)]);
            lua.Line();
        }

        return lua.ToString();
    }

    private static string SizeOf(PacketLayout packet)
    {
        int size = packet.Size ?? packet.MinSize;
        return FormattableString.Invariant($"{(packet.Size is null ? "at least " : "")}{size} byte{(size == 1 ? "" : "s")}");
    }

    private static IEnumerable<string> EndingFieldsOf(PacketLayout entry, IReadOnlyList<PacketLayout> packets) => packets
        .SelectMany(p => p.Fields)
        .Where(f => !f.Until.IsEmpty && f.Type.Entry!.Packet == entry)
        .SelectMany(RowStatements.EndingFields)
        .Distinct();
}
