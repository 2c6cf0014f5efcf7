using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Inputs;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>What `decode` was asked to do.</summary>
/// <param name="File">The input's path; null for standard input.</param>
/// <param name="Format">How the input holds its bytes; null to find out.</param>
/// <param name="Direction">Which way the packets travel; null to find out.</param>
/// <param name="Protocol">Whose packets they are.</param>
/// <param name="Packet">The packet that the bytes are, without a header; null for headers and messages.</param>
/// <param name="Port">Of a capture: the port to look at; null for everything.</param>
/// <param name="Output">How to show the packets.</param>
/// <param name="KeysFile">The path of a file with keys, or null.</param>
/// <param name="ShowSecrets">True to show passwords and keys.</param>
/// <param name="Color">When to colour.</param>
internal sealed record DecodeOptions(
    string? File, InputFormat? Format, PacketDirection? Direction, ProtocolLayout Protocol, PacketLayout? Packet, PortFilter? Port,
    OutputFormat Output, string? KeysFile, bool ShowSecrets, ColorWhen Color);
