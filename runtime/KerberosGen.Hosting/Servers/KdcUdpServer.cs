using System.Buffers;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>
/// The KDC on UDP: one datagram, one packet (protocol, 'Requests and responses'). An answer that is too long becomes 1609;
/// a registration that is sent again within a few seconds gets the answer it got before; answers to one source address share a
/// budget of bytes per second, so that the KDC is no amplifier.
/// </summary>
public sealed partial class KdcUdpServer : IKdcEndPoint
{
    /// <summary>The longest answer off loopback, in bytes.</summary>
    public const int MaxAnswer = 1_400;

    /// <summary>The longest answer on loopback, in bytes.</summary>
    public const int MaxLoopbackAnswer = 60_000;

    private readonly KeyDistributionCenter _kdc;
    private readonly IKdcObserver _observer;
    private readonly ILogger _logger;
    private readonly Socket _socket;
    private readonly IConnectionTap? _tap;
    private readonly DatagramMemory _memory = new(TimeProvider.System);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    private KdcUdpServer(KeyDistributionCenter kdc, IKdcObserver observer, Socket socket, ILogger logger, IConnectionTap? tap)
    {
        _kdc = kdc;
        _observer = observer;
        _socket = socket;
        _tap = tap;
        _logger = logger;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        _serving = ServeAsync();
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="kdc">The role.</param>
    /// <param name="endPoint">The address and port; port 0 for any free one.</param>
    /// <param name="observer">Is told what is done.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="tap">Is shown every datagram, or null.</param>
    /// <exception cref="AddressInUseException">The port is taken.</exception>
    public static KdcUdpServer Start(KeyDistributionCenter kdc, IPEndPoint endPoint, IKdcObserver observer, ILoggerFactory loggers, IConnectionTap? tap = null)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(endPoint);
            return new KdcUdpServer(kdc, observer, socket, loggers.CreateLogger<KdcUdpServer>(), tap);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            throw new AddressInUseException($"{endPoint} is in use.", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _serving.ConfigureAwait(false);
        _socket.Dispose();
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        byte[] datagram = new byte[ProtocolLimits.MaxRequestSize];
        var anyone = new IPEndPoint(EndPoint.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult received = await _socket.ReceiveFromAsync(datagram, anyone, _stopping.Token).ConfigureAwait(false);
                await AnswerAsync(datagram.AsMemory(0, received.ReceivedBytes), (IPEndPoint)received.RemoteEndPoint).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException e)
            {
                // Such as a peer's ICMP 'port unreachable' for an earlier answer: that answer is lost, the server goes on.
                LogDatagramFailed(_logger, e.Message);
            }
            catch (Exception e)
            {
                LogFailed(_logger, e);
            }
        }
    }

    private async ValueTask AnswerAsync(ReadOnlyMemory<byte> request, IPEndPoint peer)
    {
        _tap?.Received(peer, EndPoint, new ReadOnlySequence<byte>(request));
        ReadOnlyMemory<byte> answer;
        if (_memory.FindAnswer(peer, request.Span) is { } known)
        {
            answer = known;
        }
        else
        {
            var output = new ArrayBufferWriter<byte>();
            await AnswerAsync(request, new KdcExchange(peer, output, _observer, _stopping.Token)).ConfigureAwait(false);
            int limit = IPAddress.IsLoopback(peer.Address) ? MaxLoopbackAnswer : MaxAnswer;
            if (output.WrittenCount > limit)
            {
                int size = output.WrittenCount;
                output = new ArrayBufferWriter<byte>();
                new KdcExchange(peer, output, _observer, _stopping.Token).Refuse(KdcRefusals.AnswerTooLong(size, limit));
            }

            answer = output.WrittenMemory;
            if (IsDoneOnce(request.Span))
                _memory.Remember(peer, request.Span, answer);
        }

        _tap?.Sent(peer, EndPoint, answer.Span);
        _tap?.Closed(peer, EndPoint);
        if (_memory.TrySpend(peer.Address, answer.Length))
            await _socket.SendToAsync(answer, SocketFlags.None, peer, _stopping.Token).ConfigureAwait(false);
        else
            LogOverBudget(_logger, peer);
    }

    private ValueTask<Disposition> AnswerAsync(ReadOnlyMemory<byte> request, KdcExchange exchange)
    {
        var buffer = new ReadOnlySequence<byte>(request);
        return Frame.TryRead(ref buffer, ProtocolLimits.MaxRequestPayload, out RequestHeader header, out ReadOnlySequence<byte> payload) switch
        {
            FrameStatus.Done when buffer.IsEmpty => _kdc.AnswerAsync(in header, payload.FirstSpan, exchange),
            FrameStatus.Done => new(exchange.Refuse(KdcRefusals.BehindTheRequest(buffer.Length))),
            FrameStatus.SizeRefused => new(exchange.Refuse(Refusals.Size(header.Code, header.PayloadSize))),
            _ => new(exchange.Refuse(KdcRefusals.NoWholeRequest(request.Length))),
        };
    }

    /// <summary>
    /// A registration done twice would be refused the second time. Anything else is as well answered anew, and a list must be.
    /// </summary>
    private static bool IsDoneOnce(ReadOnlySpan<byte> request) =>
        request.Length >= RequestHeader.Size
        && RequestHeader.Unpack(request, out RequestHeader header).IsDone
        && header.Code is ClientRegistration.Code or ServiceRegistration.Code;

    [LoggerMessage(1, LogLevel.Debug, "A datagram was lost: {Reason}")]
    private static partial void LogDatagramFailed(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Error, "A datagram could not be answered")]
    private static partial void LogFailed(ILogger logger, Exception e);

    [LoggerMessage(3, LogLevel.Debug, "{Peer} gets no answer: its address has used up this second's bytes")]
    private static partial void LogOverBudget(ILogger logger, IPEndPoint peer);
}
