using KerberosGen.Layout;

namespace KerberosGen.Inspector.Packing;

/// <summary>What `encode` was asked to do.</summary>
/// <param name="File">The JSON's path; null for standard input.</param>
/// <param name="Protocol">Whose packets they are.</param>
/// <param name="Output">How to write the bytes.</param>
/// <param name="Fix">True to derive what follows from other fields, whatever the JSON says.</param>
/// <param name="Stream">Of a capture's packets: the one connection to take; null for all.</param>
/// <param name="Direction">Which way the packets to take travel; null for both.</param>
internal sealed record EncodeOptions(string? File, ProtocolLayout Protocol, BytesFormat Output, bool Fix, int? Stream, PacketDirection? Direction);
