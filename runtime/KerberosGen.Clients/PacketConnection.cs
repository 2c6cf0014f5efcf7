using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>A client's TCP connection: requests go out, each in one write; responses come in.</summary>
public sealed class PacketConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly PipeReader _input;
    private readonly SemaphoreSlim _sending = new(1, 1);

    private readonly TappedStream? _tapped;

    private PacketConnection(Socket socket, IConnectionTap? tap)
    {
        _socket = socket;
        _tapped = tap is null ? null : new TappedStream(socket, tap);
        _input = PipeReader.Create(_tapped ?? new NetworkStream(socket, ownsSocket: false));
        Reader = new FrameReader<ResponseHeader>(_input, ProtocolLimits.MaxResponsePayload);
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>This side's address and port.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Cuts responses from what arrives.</summary>
    public FrameReader<ResponseHeader> Reader { get; }

    /// <summary>Connects.</summary>
    /// <param name="peer">The server.</param>
    /// <param name="local">
    /// The address and port to connect from, or null. A room binds a port (0: any) so that it can listen there afterwards.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <exception cref="SocketException">There is no server, or the local port is taken.</exception>
    public static async Task<PacketConnection> ConnectAsync(IPEndPoint peer, IPEndPoint? local, CancellationToken cancellation, IConnectionTap? tap = null)
    {
        var socket = new Socket(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            AskWhetherPeerIsThere(socket);
            if (local is not null)
            {
                // So that the room can take the port over while this connection's end still lingers in TIME_WAIT.
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                socket.Bind(local);
            }

            await socket.ConnectAsync(peer, cancellation).ConfigureAwait(false);
            return new PacketConnection(socket, tap);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one request in one write.</summary>
    /// <param name="request">The request, header and payload.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            _tapped?.ShowRequest(request);
            while (!request.IsEmpty)
                request = request[await _socket.SendAsync(request, SocketFlags.None, cancellation).ConfigureAwait(false)..];
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Makes <see cref="DisposeAsync"/> drop what the peer was not sent yet, where the system would still try to deliver it.</summary>
    public void Abandon()
    {
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        Reader.Dispose();
        await _input.CompleteAsync().ConfigureAwait(false);
    }

    // A peer whose machine or network is gone says nothing, not even that: the system asks after a minute, and gives up after another half.
    private static void AskWhetherPeerIsThere(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }
}
