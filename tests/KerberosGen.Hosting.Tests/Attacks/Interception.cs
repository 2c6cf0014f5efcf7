using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>An attacker on the wire between one client and a room: requests pass, events are his to change.</summary>
internal sealed class Interception : IAsyncDisposable
{
    private const int RequestHeaderSize = 23, ResponseHeaderSize = 7;
    private const ushort Event = 1606;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _running;

    /// <param name="room">Where the room is.</param>
    /// <param name="onRequest">Sees each whole request.</param>
    /// <param name="onEvent">What the client gets in place of each whole 1606.</param>
    public Interception(IPEndPoint room, Action<byte[]> onRequest, Func<byte[], IEnumerable<byte[]>> onEvent)
    {
        _listener.Start();
        _running = RunAsync(room, onRequest, onEvent);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _running;
        _listener.Dispose();
        _over.Dispose();
    }

    private async Task RunAsync(IPEndPoint room, Action<byte[]> onRequest, Func<byte[], IEnumerable<byte[]>> onEvent)
    {
        try
        {
            using Socket client = await _listener.AcceptSocketAsync(_over.Token);
            using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await server.ConnectAsync(room, _over.Token);
            Task up = PassAsync(client, server, RequestHeaderSize, packet =>
            {
                onRequest(packet);
                return [packet];
            });
            Task down = PassAsync(server, client, ResponseHeaderSize, packet => BitConverter.ToUInt16(packet, 1) == Event ? onEvent(packet) : [packet]);
            await Task.WhenAll(up, down);
        }
        catch (OperationCanceledException)
        {
            // Disposed before anybody came.
        }
    }

    // In both headers the payload's size is last.
    private async Task PassAsync(Socket from, Socket to, int headerSize, Func<byte[], IEnumerable<byte[]>> change)
    {
        try
        {
            using var stream = new NetworkStream(from);
            byte[] header = new byte[headerSize];
            while (await stream.ReadAtLeastAsync(header, headerSize, throwOnEndOfStream: false, _over.Token) == headerSize)
            {
                byte[] packet = new byte[headerSize + BitConverter.ToInt32(header, headerSize - 4)];
                header.CopyTo(packet, 0);
                await stream.ReadExactlyAsync(packet.AsMemory(headerSize), _over.Token);
                foreach (byte[] changed in change(packet))
                    await to.SendAsync(changed, _over.Token);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end has gone: so has the other, as soon as it writes.
            to.Close();
        }
    }
}
