using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Client.Tests.Library;

/// <summary>Passes connections on to a room, and cuts each where the test says; after that it passes everything.</summary>
internal sealed class CuttingRelay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<IPEndPoint> _room;
    private readonly ConcurrentQueue<Cut> _cuts;
    private readonly ConcurrentBag<Task> _passing = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private CancellationTokenSource _now = new();

    public CuttingRelay(Func<IPEndPoint> room, params IEnumerable<Cut> cuts)
    {
        _room = room;
        _cuts = new ConcurrentQueue<Cut>(cuts);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>True once every cut was made.</summary>
    public bool IsDone => _cuts.IsEmpty;

    /// <summary>Cuts all connections now.</summary>
    public void CutNow() => Interlocked.Exchange(ref _now, new CancellationTokenSource()).Cancel();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        await Task.WhenAll(_passing);
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptAsync(_end.Token);
                Cut cut = _cuts.TryDequeue(out Cut? next) ? next : Cut.Never;
                _passing.Add(PassAsync(client, cut));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(Socket client, Cut cut)
    {
        using var room = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using Socket closed = client;
        client.NoDelay = true;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, _now.Token);
        try
        {
            await room.ConnectAsync(_room(), end.Token);
            await Task.WhenAny(PassAsync(client, room, cut.FromClient, end.Token), PassAsync(room, client, cut.FromRoom, end.Token));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // There is no room, or it is over.
        }

        await end.CancelAsync();
        if (cut.IsReset)
            client.LingerState = room.LingerState = new LingerOption(true, 0);
    }

    private static async Task PassAsync(Socket from, Socket to, int limit, CancellationToken end)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (limit > 0 && await from.ReceiveAsync(buffer.AsMemory(0, Math.Min(buffer.Length, limit)), end) is > 0 and int size)
            {
                limit -= size;
                for (int sent = 0; sent < size;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, size - sent), end);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side has ended.
        }
    }
}
