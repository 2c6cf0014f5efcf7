using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Kdc.Tests.Datagrams;

/// <summary>A network between a client and a KDC that loses the first answer to each different request.</summary>
internal sealed class LossyRelay : IAsyncDisposable
{
    private readonly Socket _front = Bound();
    private readonly IPEndPoint _kdc;
    private readonly List<Socket> _backs = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _relaying;
    private int _lost;

    private LossyRelay(IPEndPoint kdc)
    {
        _kdc = kdc;
        _relaying = RelayAsync();
    }

    /// <summary>Where clients find it.</summary>
    public int Port => ((IPEndPoint)_front.LocalEndPoint!).Port;

    /// <summary>Answers that did not arrive.</summary>
    public int Lost => Volatile.Read(ref _lost);

    public static LossyRelay To(int kdcPort) => new(new IPEndPoint(IPAddress.Loopback, kdcPort));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _relaying;
        _front.Dispose();
        _backs.ForEach(static back => back.Dispose());
        _stopping.Dispose();
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    /// <summary>One datagram at a time: each client has a socket of its own towards the KDC, so that the KDC tells them apart.</summary>
    private async Task RelayAsync()
    {
        byte[] buffer = new byte[ushort.MaxValue];
        var backOf = new Dictionary<EndPoint, Socket>();
        var seen = new HashSet<string>();
        try
        {
            while (true)
            {
                SocketReceiveFromResult request = await _front.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stopping.Token);
                if (!backOf.TryGetValue(request.RemoteEndPoint, out Socket? back))
                {
                    _backs.Add(back = Bound());
                    backOf[request.RemoteEndPoint] = back;
                }

                bool isFirst = seen.Add($"{request.RemoteEndPoint} {Convert.ToHexString(buffer, 0, request.ReceivedBytes)}");
                await back.SendToAsync(buffer.AsMemory(0, request.ReceivedBytes), _kdc, _stopping.Token);
                SocketReceiveFromResult answer = await back.ReceiveFromAsync(buffer, _kdc, _stopping.Token);
                if (isFirst)
                    Interlocked.Increment(ref _lost);
                else
                    await _front.SendToAsync(buffer.AsMemory(0, answer.ReceivedBytes), request.RemoteEndPoint, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The end.
        }
    }
}
