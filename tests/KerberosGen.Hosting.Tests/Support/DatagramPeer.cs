using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Hosting.Tests;

/// <summary>A plain UDP socket that talks to one server.</summary>
internal sealed class DatagramPeer : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    private readonly byte[] _buffer = new byte[ushort.MaxValue];

    public DatagramPeer(IPEndPoint server, IPAddress? from = null)
    {
        // Room for all that a test lets gather.
        Socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1024 * 1024 };
        if (from is not null)
            Socket.Bind(new IPEndPoint(from, 0));
        Socket.Connect(server);
    }

    public Socket Socket { get; }

    public async Task<byte[]> AskAsync(byte[] request)
    {
        await SendAsync(request);
        return await ReceiveAsync();
    }

    public async Task SendAsync(byte[] request) => Assert.Equal(request.Length, await Socket.SendAsync(request, Patience.Token));

    public async Task<byte[]> ReceiveAsync() => _buffer[..await Socket.ReceiveAsync(_buffer, Patience.Token)];

    /// <summary>So many datagrams, and what comes within a moment behind them.</summary>
    public async Task<IReadOnlyList<byte[]>> ReceiveAllAsync(int atLeast)
    {
        var all = new List<byte[]>();
        while (all.Count < atLeast)
            all.Add(await ReceiveAsync());
        using var end = new CancellationTokenSource(Moment);
        try
        {
            while (true)
                all.Add(_buffer[..await Socket.ReceiveAsync(_buffer, end.Token)]);
        }
        catch (OperationCanceledException)
        {
            return all;
        }
    }

    public void Dispose() => Socket.Dispose();
}
