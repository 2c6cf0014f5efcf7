using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Replaying;

/// <summary>What `replay` was asked to do.</summary>
/// <param name="Show">What to read, and how to show the answers.</param>
/// <param name="Target">Where to send.</param>
/// <param name="OverUdp">True for a datagram each, false for TCP.</param>
/// <param name="Direction">Which way the packets to send travel.</param>
/// <param name="Stream">Of a capture: the one connection to send; null for all.</param>
/// <param name="Speed">How much faster than the capture; null for at once.</param>
/// <param name="Timeout">How long to wait for a connection, and for answers behind the last packet.</param>
internal sealed record ReplayOptions(
    DecodeOptions Show, ReplayTarget Target, bool OverUdp, PacketDirection Direction, int? Stream, double? Speed, TimeSpan Timeout)
{
    /// <summary>Which way the answers travel.</summary>
    public PacketDirection Answers => Direction == PacketDirection.Request ? PacketDirection.Response : PacketDirection.Request;
}
