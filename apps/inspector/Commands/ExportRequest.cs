using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>What to write in another form.</summary>
/// <param name="Protocol">The declarations.</param>
/// <param name="Packet">The packet that stands without a header; null for headers and messages.</param>
/// <param name="Port">The server's port, if it was said.</param>
/// <param name="Direction">Which way the packets travel, if it was said or only one is declared.</param>
internal sealed record ExportRequest(ProtocolLayout Protocol, PacketLayout? Packet, ushort? Port, PacketDirection? Direction);
