using System.Net;

namespace KerberosGen.Inspection.Captures;

/// <summary>One direction between two endpoints: made once, shared by all of its packets.</summary>
/// <param name="stream">The connection's number in the capture, from 0; both of its directions have the same.</param>
/// <param name="from">The sender.</param>
/// <param name="to">The receiver.</param>
public sealed class PacketFlow(int stream, IPEndPoint from, IPEndPoint to)
{
    /// <summary>The connection's number in the capture, from 0.</summary>
    public int Stream { get; } = stream;

    /// <summary>The sender.</summary>
    public IPEndPoint From { get; } = from;

    /// <summary>The receiver.</summary>
    public IPEndPoint To { get; } = to;

    /// <summary>What a sink keeps about it, such as its text.</summary>
    public object? Tag { get; set; }
}
