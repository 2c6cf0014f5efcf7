using System.Buffers;
using System.Net;
using KerberosGen.Inspection.Captures;
using KerberosGen.Protocol;

namespace KerberosGen.Demo;

/// <summary>Records what a server's connections say.</summary>
internal sealed class CaptureTap(PcapngWriter capture) : IConnectionTap
{
    public void Opened(IPEndPoint client, IPEndPoint server) => capture.Connect(DateTimeOffset.UtcNow, client, server);

    public void Received(IPEndPoint client, IPEndPoint server, in ReadOnlySequence<byte> bytes)
    {
        foreach (ReadOnlyMemory<byte> segment in bytes)
            capture.Write(DateTimeOffset.UtcNow, client, server, segment.Span);
    }

    public void Sent(IPEndPoint client, IPEndPoint server, ReadOnlySpan<byte> bytes) =>
        capture.Write(DateTimeOffset.UtcNow, server, client, bytes);

    public void Closed(IPEndPoint client, IPEndPoint server) => capture.Close(DateTimeOffset.UtcNow, client, server);
}
