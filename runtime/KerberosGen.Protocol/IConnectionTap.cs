using System.Buffers;
using System.Net;

namespace KerberosGen.Protocol;

/// <summary>Is shown every byte of a server's connections: a recorder, or a log of what is said. Calls may come from several threads.</summary>
public interface IConnectionTap
{
    /// <summary>A connection was opened.</summary>
    void Opened(IPEndPoint client, IPEndPoint server);

    /// <summary>The client has said something.</summary>
    void Received(IPEndPoint client, IPEndPoint server, in ReadOnlySequence<byte> bytes);

    /// <summary>The server has said something: what it flushed at once.</summary>
    void Sent(IPEndPoint client, IPEndPoint server, ReadOnlySpan<byte> bytes);

    /// <summary>The connection has ended.</summary>
    void Closed(IPEndPoint client, IPEndPoint server);
}
