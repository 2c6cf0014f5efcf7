using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Examples.Tests;

/// <summary>Passes connections on to a server, one after the other, and keeps what went by.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _server;
    private readonly ConcurrentQueue<Message> _messages = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public TcpRelay(IPEndPoint server)
    {
        _server = server;
        _listener.Start();
        _work = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>What went by so far.</summary>
    public IReadOnlyList<Message> Messages => [.. _messages];

    /// <summary>All that one side sent so far.</summary>
    public byte[] Sent(bool fromClient) => [.. _messages.Where(m => m.IsFromClient == fromClient).SelectMany(static m => m.Bytes)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            using var server = new TcpClient();
            await server.ConnectAsync(_server, _stop.Token);
            await Task.WhenAll(
                PassAsync(client.GetStream(), server.GetStream(), isFromClient: true),
                PassAsync(server.GetStream(), client.GetStream(), isFromClient: false));
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, bool isFromClient)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            _messages.Enqueue(new Message(isFromClient, buffer[..read]));
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }

        to.Socket.Shutdown(SocketShutdown.Send);
    }
}
