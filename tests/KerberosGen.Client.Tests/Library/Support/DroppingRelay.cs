using System.Net;
using System.Net.Sockets;
using KerberosGen.Packets;

namespace KerberosGen.Client.Tests.Library;

/// <summary>Passes connections on to a room, but drops messages (1029) for as long as it is told to, and acknowledges them itself (1605).</summary>
internal sealed class DroppingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _room;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _passing = [];
    private readonly Task _accepting;
    private int _dropped;

    public DroppingRelay(IPEndPoint room)
    {
        _room = room;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Messages that were dropped and acknowledged.</summary>
    public int Dropped => Volatile.Read(ref _dropped);

    /// <summary>False to pass everything on.</summary>
    public bool IsDropping { get; set; } = true;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_passing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
            _passing.Add(PassAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
    }

    private async Task PassAsync(TcpClient client)
    {
        using TcpClient closed = client;
        using var room = new TcpClient();
        await room.ConnectAsync(_room, _end.Token);
        Task back = BackAsync(room.GetStream(), client.GetStream());
        byte[] header = new byte[RequestHeader.Size];
        while (await client.GetStream().ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, _end.Token) == header.Length)
        {
            byte[] payload = new byte[BitConverter.ToUInt32(header, 19)];
            await client.GetStream().ReadExactlyAsync(payload, _end.Token);
            if (IsDropping && BitConverter.ToUInt16(header, 17) == ChatMessage.Code)
            {
                await client.GetStream().WriteAsync(ScriptedRoom.Answer(MessageAck.Code), _end.Token);
                Interlocked.Increment(ref _dropped);
            }
            else
            {
                await room.GetStream().WriteAsync((byte[])[.. header, .. payload], _end.Token);
            }
        }

        room.Client.Shutdown(SocketShutdown.Send);
        await back;
    }

    private async Task BackAsync(NetworkStream from, NetworkStream to)
    {
        try
        {
            await from.CopyToAsync(to, _end.Token);
        }
        catch (IOException)
        {
            // The client is gone.
        }

        to.Socket.Shutdown(SocketShutdown.Send);
    }
}
