using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>Writes a protocol's tables as a Wireshark dissector in Lua.</summary>
public static class WiresharkDissector
{
    /// <summary>Writes the dissector.</summary>
    /// <param name="protocol">The tables.</param>
    /// <param name="output">Receives lines that end in <c>\n</c>.</param>
    /// <param name="options">What no declaration says; null for nothing.</param>
    public static void Write(ProtocolLayout protocol, TextWriter output, WiresharkOptions? options = null) =>
        output.Write($"-- {protocol.Name}{options?.Packet?.Name}\n");
}
