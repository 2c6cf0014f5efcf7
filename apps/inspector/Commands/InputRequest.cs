using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Inputs;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>What to read, and whose packets it holds.</summary>
/// <param name="File">The input's path; null for standard input.</param>
/// <param name="Format">How the input holds its bytes; null to find out.</param>
/// <param name="Direction">Which way the packets travel; null to find out.</param>
/// <param name="Protocol">Whose packets they are.</param>
/// <param name="Packet">The packet that the bytes are, without a header; null for headers and messages.</param>
/// <param name="Port">Of a capture: the port to look at; null for everything.</param>
internal sealed record InputRequest(
    string? File, InputFormat? Format, PacketDirection? Direction, ProtocolLayout Protocol, PacketLayout? Packet, PortFilter? Port)
{
    /// <summary>Bytes at the beginning of the input that are passed over.</summary>
    public long Offset { get; init; }

    /// <summary>The input's name in what a person reads.</summary>
    public string Name => File is { } file ? Path.GetFileName(file) : "stdin";
}
