using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Client.Tests.Library;

/// <summary>Passes connections on, and can hold what the first client says while that client is cut off: the room sees it later, or never.</summary>
internal sealed class HoldingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _room;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private readonly List<Task> _passing = [];
    private Socket? _firstClient;
    private volatile bool _isHolding;
    private int _held;

    public HoldingRelay(IPEndPoint room)
    {
        _room = room;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Bytes that are held.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>From now on, what the first client says is held.</summary>
    public void Hold() => _isHolding = true;

    /// <summary>Cuts the first client off; the room notices nothing.</summary>
    public void CutFirst() => _firstClient!.Close();

    /// <summary>The room gets what was held, and then the end of the connection.</summary>
    public void Release() => _released.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _released.TrySetCanceled();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_passing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client = await _listener.AcceptSocketAsync(_end.Token);
            bool isFirst = _firstClient is null;
            _firstClient ??= client;
            _passing.Add(PassAsync(client, isFirst));
        }
    }

    private async Task PassAsync(Socket client, bool isFirst)
    {
        using Socket closed = client;
        using var room = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await room.ConnectAsync(_room, _end.Token);
        Task back = CopyAsync(room, client);
        byte[] buffer = new byte[16 * 1024];
        using var held = new MemoryStream();
        try
        {
            while (await client.ReceiveAsync(buffer, _end.Token) is > 0 and int size)
            {
                if (isFirst && _isHolding)
                {
                    held.Write(buffer, 0, size);
                    Interlocked.Add(ref _held, size);
                }
                else
                {
                    await room.SendAsync(buffer.AsMemory(0, size), _end.Token);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was cut off.
        }

        if (isFirst && _isHolding)
        {
            await _released.Task;
            await room.SendAsync(held.ToArray(), _end.Token);
        }

        room.Shutdown(SocketShutdown.Send);
        await back;
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and int size)
                await to.SendAsync(buffer.AsMemory(0, size), _end.Token);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was cut off.
        }
    }
}
