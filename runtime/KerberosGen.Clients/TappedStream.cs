using System.Buffers;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>What a client reads from its server, with a tap on it.</summary>
internal sealed class TappedStream(Socket socket, IConnectionTap tap) : NetworkStream(socket, ownsSocket: false)
{
    private readonly IPEndPoint _client = (IPEndPoint)socket.LocalEndPoint!;
    private readonly IPEndPoint _server = (IPEndPoint)socket.RemoteEndPoint!;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int size = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (size > 0)
            tap.Sent(_client, _server, buffer.Span[..size]);
        return size;
    }

    /// <summary>Shows the tap what the client is about to send.</summary>
    public void ShowRequest(ReadOnlyMemory<byte> request) => tap.Received(_client, _server, new ReadOnlySequence<byte>(request));
}
