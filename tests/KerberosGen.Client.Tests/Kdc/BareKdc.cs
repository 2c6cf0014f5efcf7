using System.Net;
using System.Net.Sockets;
using KerberosGen.Hosting.Tests;

namespace KerberosGen.Client.Tests.Kdc;

/// <summary>Something at a KDC's TCP address: it reads one request of each connection, does what the test says, and closes.</summary>
internal sealed class BareKdc : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly Func<Socket, CancellationToken, Task> _answer;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _serving;
    private int _asked;

    private BareKdc(IPEndPoint at, Func<Socket, CancellationToken, Task> answer)
    {
        _listener = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(at);
        _listener.Listen();
        _answer = answer;
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _serving = Task.Run(ServeAsync);
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Connections so far.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public static BareKdc Start(Func<Socket, CancellationToken, Task> answer, IPEndPoint? at = null) => new(at ?? Site.AnyPort, answer);

    public static BareKdc Answering(params byte[] bytes) => Start((peer, end) => peer.SendAsync(bytes, end).AsTask());

    public static BareKdc Closing() => Start(static (_, _) => Task.CompletedTask);

    public static BareKdc Silent() => Start(static (peer, end) => EndOfAsync(peer, end));

    /// <summary>Waits until the client has closed its end.</summary>
    public static async Task EndOfAsync(Socket peer, CancellationToken end)
    {
        byte[] rest = new byte[1024];
        while (await peer.ReceiveAsync(rest, end) > 0)
        {
        }
    }

    /// <summary>A response's bytes.</summary>
    public static byte[] Response(ushort code, ReadOnlySpan<byte> payload, uint? size = null, byte version = 24) =>
        [version, (byte)code, (byte)(code >> 8), .. BitConverter.GetBytes(size ?? (uint)payload.Length), .. payload];

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _serving;
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                Socket peer = await _listener.AcceptAsync(_ending.Token);
                Interlocked.Increment(ref _asked);
                connections.Add(ServeAsync(peer));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket peer)
    {
        using (peer)
        {
            try
            {
                byte[] header = new byte[23];
                await ReadAsync(peer, header);
                await ReadAsync(peer, new byte[BitConverter.ToUInt32(header, 19)]);
                await _answer(peer, _ending.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or EndOfStreamException)
            {
                // The client or the test has ended.
            }
        }
    }

    private async Task ReadAsync(Socket peer, Memory<byte> whole)
    {
        while (!whole.IsEmpty)
        {
            int size = await peer.ReceiveAsync(whole, _ending.Token);
            if (size == 0)
                throw new EndOfStreamException();
            whole = whole[size..];
        }
    }
}
