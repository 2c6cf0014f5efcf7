using System.Net;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Where a packet of a capture came from.</summary>
/// <param name="Time">When its last byte was captured.</param>
/// <param name="Stream">The number of its connection in the capture, from 0.</param>
/// <param name="From">Who sent it.</param>
/// <param name="To">Who it was sent to.</param>
public sealed record PacketOrigin(DateTimeOffset Time, int Stream, IPEndPoint From, IPEndPoint To)
{
    /// <summary>True if it came in a UDP datagram, false for TCP.</summary>
    public bool IsDatagram { get; init; }
}
