using KerberosGen.Inspection.Rendering;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Live;

/// <summary>What `proxy` was asked to do.</summary>
/// <param name="Listen">Where clients connect to.</param>
/// <param name="Target">Where the server is.</param>
/// <param name="IsUdp">True for UDP, false for TCP.</param>
/// <param name="Record">A file for the recording, or null.</param>
/// <param name="Protocol">Whose packets they are.</param>
/// <param name="Packet">The packet that stands without a header; null for headers and messages.</param>
/// <param name="Output">How to show packets.</param>
/// <param name="Render">How to show values.</param>
internal sealed record ProxyRequest(
    string Listen, string Target, bool IsUdp, string? Record, ProtocolLayout Protocol, PacketLayout? Packet, LiveFormat Output, RenderOptions Render);
