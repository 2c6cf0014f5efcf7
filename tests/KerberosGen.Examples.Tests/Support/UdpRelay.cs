using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Examples.Tests;

/// <summary>Passes one client's datagrams on to a server and its answers back, and keeps both.</summary>
internal sealed class UdpRelay : IAsyncDisposable
{
    private readonly UdpClient _front = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _back = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly IPEndPoint _server;
    private readonly ConcurrentQueue<Message> _messages = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private IPEndPoint? _client;

    public UdpRelay(IPEndPoint server)
    {
        _server = server;
        _work = Task.WhenAll(PassOnAsync(), PassBackAsync());
    }

    public IPEndPoint EndPoint => (IPEndPoint)_front.Client.LocalEndPoint!;

    /// <summary>What went by so far.</summary>
    public IReadOnlyList<Message> Messages => [.. _messages];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _front.Dispose();
        _back.Dispose();
        _stop.Dispose();
    }

    private async Task PassOnAsync()
    {
        while (true)
        {
            UdpReceiveResult received = await _front.ReceiveAsync(_stop.Token);
            _client = received.RemoteEndPoint;
            _messages.Enqueue(new Message(true, received.Buffer));
            await _back.SendAsync(received.Buffer, _server, _stop.Token);
        }
    }

    private async Task PassBackAsync()
    {
        while (true)
        {
            UdpReceiveResult received = await _back.ReceiveAsync(_stop.Token);
            _messages.Enqueue(new Message(false, received.Buffer));
            await _front.SendAsync(received.Buffer, _client!, _stop.Token);
        }
    }
}
