using System.Net;

namespace KerberosGen.Inspection.Captures;

/// <summary>What a frame carries for TCP or UDP.</summary>
/// <param name="From">The sender.</param>
/// <param name="To">The receiver.</param>
/// <param name="IsTcp">True for TCP, false for UDP.</param>
/// <param name="Sequence">TCP: the place of the first byte.</param>
/// <param name="Flags">TCP: its flags.</param>
/// <param name="Payload">The bytes it carries, as far as they were kept.</param>
/// <param name="PayloadLength">Bytes it carried on the wire.</param>
internal readonly record struct Segment(
    IPEndPoint From, IPEndPoint To, bool IsTcp, uint Sequence, TcpFlags Flags, ReadOnlyMemory<byte> Payload, int PayloadLength);
