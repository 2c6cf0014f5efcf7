using System.Buffers;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>
/// The KDC over UDP: a request is sent again, after ever longer waits, until it is answered. Unless it must come from one port,
/// each request comes from a port of its own, so that a late answer to another cannot be taken for its answer, and the KDC does
/// not take it for an earlier one that is sent again.
/// </summary>
internal sealed class KdcUdpTransport : IKdcTransport
{
    /// <summary>Together shorter than a KDC remembers its answers, which is 10 s.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits =
        [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private readonly IPEndPoint _kdc;
    private readonly IPEndPoint? _local;
    private readonly IConnectionTap? _tap;
    private readonly TimeProvider _clock;
    private Socket _socket;
    private bool _isUsed;

    /// <exception cref="SocketException">There is no way to the KDC, or the local port is taken.</exception>
    public KdcUdpTransport(IPEndPoint kdc, IPEndPoint? local, IConnectionTap? tap, TimeProvider clock)
    {
        _kdc = kdc;
        _local = local;
        _tap = tap;
        _clock = clock;
        _socket = Connect();
    }

    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public int Deliveries { get; private set; }

    public async Task<T> AskAsync<T>(KdcRequest request, ResponseReader<T> read, CancellationToken cancellation)
    {
        Deliveries = 0;
        TakePort();
        var packet = new ArrayBufferWriter<byte>();
        request.Write(packet);
        byte[] datagram = GC.AllocateUninitializedArray<byte>(ushort.MaxValue);
        try
        {
            foreach (TimeSpan wait in Waits)
            {
                using var patience = new CancellationTokenSource(wait, _clock);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
                try
                {
                    await SendAsync(packet.WrittenMemory, either.Token).ConfigureAwait(false);
                    while (true)
                    {
                        int size = await _socket.ReceiveAsync(datagram, SocketFlags.None, either.Token).ConfigureAwait(false);
                        _tap?.Sent(LocalEndPoint, _kdc, datagram.AsSpan(0, size));
                        if (TryRead(datagram.AsMemory(0, size), request, read, out T? answer))
                            return answer!;
                    }
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
                {
                    // No answer within this wait: ask again.
                }
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // The only datagram came back, so nobody has read it. Of several, one may have been read before.
            if (Deliveries == 1)
                Deliveries = 0;
            throw new IOException("it takes no datagrams");
        }

        throw new TimeoutException("it does not answer over UDP");
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private void TakePort()
    {
        if (_isUsed && _local is null)
        {
            Socket used = _socket;
            _socket = Connect();
            used.Dispose();
        }

        _isUsed = true;
    }

    /// <summary>A socket that is connected, so that the kernel drops what comes from elsewhere and tells that nobody listens.</summary>
    private Socket Connect()
    {
        var socket = new Socket(_kdc.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (_local is not null)
                socket.Bind(_local);
            socket.Connect(_kdc);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> packet, CancellationToken cancellation)
    {
        _tap?.Received(LocalEndPoint, _kdc, new ReadOnlySequence<byte>(packet));
        await _socket.SendAsync(packet, SocketFlags.None, cancellation).ConfigureAwait(false);
        Deliveries++;
    }

    /// <summary>Reads a datagram that is exactly one answer to the request; any other is as good as lost.</summary>
    private static bool TryRead<T>(ReadOnlyMemory<byte> datagram, KdcRequest request, ResponseReader<T> read, out T? answer)
    {
        var buffer = new ReadOnlySequence<byte>(datagram);
        bool isAnswer = Frame.TryRead(ref buffer, ProtocolLimits.MaxResponsePayload, out ResponseHeader header, out ReadOnlySequence<byte> payload) == FrameStatus.Done
            && buffer.IsEmpty
            && header.Version == ProtocolLimits.Version
            && request.IsAnsweredBy(header.Code);
        answer = default;
        try
        {
            answer = isAnswer ? read(in header, payload.FirstSpan) : default;
            return isAnswer;
        }
        catch (IOException)
        {
            // It looks like an answer, and makes no sense.
            return false;
        }
    }
}
