using System.Buffers;
using System.Net;
using KerberosGen.Protocol;

namespace KerberosGen.Room.Tests.Crash;

/// <summary>Keeps the first request of a connection, its 1028, to present it again.</summary>
internal sealed class FirstRequest : IConnectionTap
{
    public byte[]? Bytes { get; private set; }

    public void Opened(IPEndPoint client, IPEndPoint server)
    {
    }

    public void Received(IPEndPoint client, IPEndPoint server, in ReadOnlySequence<byte> bytes) => Bytes ??= bytes.ToArray();

    public void Sent(IPEndPoint client, IPEndPoint server, ReadOnlySpan<byte> bytes)
    {
    }

    public void Closed(IPEndPoint client, IPEndPoint server)
    {
    }
}
