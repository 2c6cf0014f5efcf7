using KerberosGen.Layout;
using KerberosGen.WireTables;

namespace KerberosGen.Inspection.Specs;

/// <summary>
/// Writes a protocol's packets as text to read: a table for each (field, type, offset, size, use), made from the layout
/// tables that the generator writes, so that it says what the code does.
/// </summary>
/// <param name="output">Where to; lines end in <c>\n</c>.</param>
public sealed class SpecWriter(TextWriter output)
{
    /// <summary>Writes everything: headers, messages by code, structures, unions, types.</summary>
    /// <param name="protocol">The tables.</param>
    public void Write(ProtocolLayout protocol) => output.Write(WireTextWriter.Write(LayoutTables.Of(protocol)));

    /// <summary>Writes one packet's table.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="header">The header in front of it, for its size on the wire; null if it has none.</param>
    public void Write(PacketLayout packet, PacketLayout? header) =>
        output.Write(WireTextWriter.Write(LayoutTables.Of(packet), header is null ? null : LayoutTables.Of(header)));
}
