using System.Buffers;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>The KDC over UDP: a request is sent again, after ever longer waits, until it is answered.</summary>
internal sealed class KdcUdpTransport : IKdcTransport
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private readonly Socket _socket;
    private readonly IPEndPoint _kdc;
    private readonly IConnectionTap? _tap;

    public KdcUdpTransport(IPEndPoint kdc, IPEndPoint? local, IConnectionTap? tap)
    {
        _kdc = kdc;
        _tap = tap;
        _socket = new Socket(kdc.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (local is not null)
                _socket.Bind(local);
            _socket.Connect(kdc);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public async Task<T> AskAsync<T>(Action<IBufferWriter<byte>> write, ResponseReader<T> read, CancellationToken cancellation)
    {
        var request = new ArrayBufferWriter<byte>();
        write(request);
        byte[] datagram = new byte[ushort.MaxValue];
        foreach (TimeSpan wait in Waits)
        {
            _tap?.Received(LocalEndPoint, _kdc, new ReadOnlySequence<byte>(request.WrittenMemory));
            await _socket.SendAsync(request.WrittenMemory, SocketFlags.None, cancellation).ConfigureAwait(false);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(wait);
            try
            {
                while (true)
                {
                    int size = await _socket.ReceiveAsync(datagram, SocketFlags.None, patience.Token).ConfigureAwait(false);
                    _tap?.Sent(LocalEndPoint, _kdc, datagram.AsSpan(0, size));
                    if (TryRead(datagram.AsMemory(0, size), read, out T? answer))
                        return answer!;
                }
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // No answer within this wait: ask again.
            }
        }

        throw new TimeoutException($"The KDC at {_kdc} does not answer over UDP.");
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads a datagram that is exactly one response; any other is as good as lost.</summary>
    private static bool TryRead<T>(ReadOnlyMemory<byte> datagram, ResponseReader<T> read, out T? answer)
    {
        var buffer = new ReadOnlySequence<byte>(datagram);
        bool isPacket = Frame.TryRead(ref buffer, ProtocolLimits.MaxResponsePayload, out ResponseHeader header, out ReadOnlySequence<byte> payload) == FrameStatus.Done
            && buffer.IsEmpty;
        answer = isPacket ? read(in header, payload.FirstSpan) : default;
        return isPacket;
    }
}
