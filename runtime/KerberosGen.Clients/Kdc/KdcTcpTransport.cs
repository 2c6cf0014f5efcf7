using System.Buffers;
using System.Net;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>The KDC over TCP: one connection for any number of requests, until one fails.</summary>
internal sealed class KdcTcpTransport : IKdcTransport
{
    private readonly PacketConnection _connection;
    private readonly KdcTimes _times;

    // After a request that failed, the next bytes may be the answer to that one.
    private bool _isSpent;

    // Bytes of the payload that is waited for, once its header is there.
    private uint? _announced;

    private KdcTcpTransport(PacketConnection connection, KdcTimes times)
    {
        _connection = connection;
        _times = times;
    }

    public IPEndPoint LocalEndPoint => _connection.LocalEndPoint;

    public int Deliveries { get; private set; }

    /// <summary>Connects.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no KDC, or the local port is taken.</exception>
    /// <exception cref="TimeoutException">It does not take the connection in time.</exception>
    public static async Task<KdcTcpTransport> ConnectAsync(
        IPEndPoint kdc, IPEndPoint? local, IConnectionTap? tap, KdcTimes times, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(times.Connect, times.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return new KdcTcpTransport(await PacketConnection.ConnectAsync(kdc, local, either.Token, tap).ConfigureAwait(false), times);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"it takes no connection within {times.Connect.TotalSeconds} s"));
        }
    }

    public async Task<T> AskAsync<T>(KdcRequest request, ResponseReader<T> read, CancellationToken cancellation)
    {
        Deliveries = 0;
        if (_isSpent)
            throw new IOException("its connection ended with an earlier request");
        var packet = new ArrayBufferWriter<byte>();
        request.Write(packet);
        _isSpent = true;
        using var patience = new CancellationTokenSource(_times.Answer, _times.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        _announced = null;
        try
        {
            Deliveries = 1;
            await _connection.SendAsync(packet.WrittenMemory, either.Token).ConfigureAwait(false);
            T answer = await ReadAsync(request, read, patience, either.Token).ConfigureAwait(false);
            _isSpent = false;
            return answer;
        }
        catch (RequestRefusedException)
        {
            _isSpent = false;
            throw;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(_announced is { } size
                ? FormattableString.Invariant($"it does not send its whole answer within {_times.Rest(size).TotalSeconds:0} s")
                : FormattableString.Invariant($"it does not answer within {_times.Answer.TotalSeconds} s"));
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<T> ReadAsync<T>(KdcRequest request, ResponseReader<T> read, CancellationTokenSource patience, CancellationToken cancellation)
    {
        while (true)
        {
            bool goesOn = await _connection.Reader.FillAsync(cancellation).ConfigureAwait(false);
            if (TryRead(request, read, out T? answer, out uint? announced))
                return answer!;
            if (!goesOn)
                throw new IOException("it closed the connection without an answer");
            if (announced is { } size && _announced is null)
            {
                patience.CancelAfter(_times.Rest(size));
                _announced = size;
            }
        }
    }

    private bool TryRead<T>(KdcRequest request, ResponseReader<T> read, out T? answer, out uint? announced)
    {
        answer = default;
        announced = null;
        bool hasHeader = _connection.Reader.Pending >= ResponseHeader.Size;
        FrameStatus status = _connection.Reader.TryRead(out ResponseHeader header, out ReadOnlySpan<byte> payload);
        if (!hasHeader)
            return false;
        // What cannot be an answer is not waited for.
        if (header.Version != ProtocolLimits.Version)
            throw new IOException($"it answers in version {header.Version} of the protocol, and this client speaks {ProtocolLimits.Version}");
        if (!request.IsAnsweredBy(header.Code))
            throw new IOException($"it answers {request.Code} with {header.Code}, which is no answer to that");
        if (status == FrameStatus.SizeRefused)
            throw new IOException($"it announces {header.PayloadSize} bytes for an answer {header.Code}, which it cannot have");
        if (status == FrameStatus.HeaderRefused)
            throw new IOException("it sent a header that is not valid");
        announced = header.PayloadSize;
        if (status != FrameStatus.Done)
            return false;
        answer = read(in header, payload);
        return true;
    }
}
