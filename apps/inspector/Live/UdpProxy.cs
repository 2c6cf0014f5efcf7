using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Inspector.Live;

/// <summary>
/// Passes datagrams on: each client has a socket of its own towards the server, for as long as anything comes within 60 seconds; 1,024
/// clients at once, others' datagrams are dropped, as UDP allows.
/// </summary>
internal sealed class UdpProxy : IProxy
{
    private const int MostClients = 1024;
    private const int LargestDatagram = 65_535;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket _listener;
    private readonly IPEndPoint _target;
    private readonly Recording _recording;
    private readonly ConcurrentDictionary<IPEndPoint, Socket> _clients = [];

    /// <summary>Listens.</summary>
    /// <exception cref="SocketException">It cannot.</exception>
    public UdpProxy(IPEndPoint listen, IPEndPoint target, Recording recording)
    {
        _target = target;
        _recording = recording;
        _listener = new Socket(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _listener.Bind(listen);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    public async Task Run(CancellationToken cancellation)
    {
        byte[] buffer = new byte[LargestDatagram];
        var any = new IPEndPoint(_listener.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult got = await _listener.ReceiveFromAsync(buffer, SocketFlags.None, any, cancellation);
                var client = (IPEndPoint)got.RemoteEndPoint;
                if (SocketOf(client, cancellation) is not { } server)
                    continue;
                _recording.SentDatagram(ProxyConnection.Plain(client), _target, buffer.AsSpan(0, got.ReceivedBytes));
                await server.SendAsync(buffer.AsMemory(0, got.ReceivedBytes), cancellation);
            }
            catch (SocketException)
            {
                // The server is not there: the client hears nothing, as it would without us.
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        foreach (Socket socket in _clients.Values)
            socket.Dispose();
    }

    public void Dispose() => _listener.Dispose();

    private Socket? SocketOf(IPEndPoint client, CancellationToken cancellation)
    {
        if (_clients.TryGetValue(client, out Socket? socket))
            return socket;
        if (_clients.Count >= MostClients)
            return null;
        socket = new Socket(_target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(_target);
        _clients[client] = socket;
        _ = PassBack(client, socket, cancellation);
        return socket;
    }

    private async Task PassBack(IPEndPoint client, Socket server, CancellationToken cancellation)
    {
        byte[] buffer = new byte[LargestDatagram];
        try
        {
            while (true)
            {
                using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                patience.CancelAfter(Patience);
                int size = await server.ReceiveAsync(buffer, patience.Token);
                _recording.SentDatagram(_target, ProxyConnection.Plain(client), buffer.AsSpan(0, size));
                await _listener.SendToAsync(buffer.AsMemory(0, size), client, cancellation);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody answers any more; the next datagram begins anew.
        }

        if (_clients.TryRemove(client, out _))
            server.Dispose();
    }
}
