using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Hosting.Tests;

/// <summary>A plain TCP socket, to say anything at all and to see each segment that comes back.</summary>
internal sealed class RawPeer : IDisposable
{
    /// <summary>1609 without a payload: version 24, code, size.</summary>
    public static readonly byte[] GeneralError = [24, 0x49, 0x06, 0, 0, 0, 0];

    private readonly byte[] _buffer = new byte[512 * 1024];

    private RawPeer(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    /// <summary>What it says in its test, or null.</summary>
    public byte[]? Words { get; set; }

    public static async Task<RawPeer> ConnectAsync(IPEndPoint server, IPAddress? from = null)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 1024 * 1024 };
        if (from is not null)
            socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(server, Patience.Token);
        return new RawPeer(socket);
    }

    /// <summary>A request's bytes, by the seed's table.</summary>
    public static byte[] Request(ushort code, ReadOnlySpan<byte> client, ReadOnlySpan<byte> payload, byte version = 24, uint? size = null)
    {
        byte[] request = new byte[23 + payload.Length];
        client.CopyTo(request);
        request[16] = version;
        BitConverter.TryWriteBytes(request.AsSpan(17), code);
        BitConverter.TryWriteBytes(request.AsSpan(19), size ?? (uint)payload.Length);
        payload.CopyTo(request.AsSpan(23));
        return request;
    }

    public async Task SendAsync(byte[] bytes) => Assert.Equal(bytes.Length, await Socket.SendAsync(bytes, Patience.Token));

    /// <summary>What one receive brings; empty at the end of the connection, however it ended.</summary>
    public async Task<byte[]> ReceiveOnceAsync()
    {
        try
        {
            int size = await Socket.ReceiveAsync(_buffer, Patience.Token);
            return _buffer[..size];
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            return [];
        }
    }

    public async Task<byte[]> AskAsync(byte[] request)
    {
        await SendAsync(request);
        return await ReceiveOnceAsync();
    }

    public async Task<byte[]> ReceiveAsync(int size)
    {
        var all = new List<byte>();
        while (all.Count < size)
        {
            byte[] some = await ReceiveOnceAsync();
            if (some.Length == 0)
                break;
            all.AddRange(some);
        }

        return [.. all];
    }

    /// <summary>So many bytes, and what comes after them stays where it is.</summary>
    public async Task<byte[]> ReceiveExactlyAsync(int size)
    {
        byte[] bytes = new byte[size];
        for (int at = 0; at < size;)
        {
            int some = await Socket.ReceiveAsync(bytes.AsMemory(at), Patience.Token);
            Assert.NotEqual(0, some);
            at += some;
        }

        return bytes;
    }

    public Task<byte[]> ReceiveToEndAsync() => ReceiveAsync(int.MaxValue);

    public void Dispose() => Socket.Dispose();
}
