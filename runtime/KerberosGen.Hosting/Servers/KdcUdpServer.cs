using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>
/// The KDC on UDP: one datagram, one packet (protocol, 'Requests and responses'). An answer that is too long becomes 1609; a
/// request that is sent again within a few seconds gets the answer it got before, and is not done twice while it is at work;
/// answers to one source share a budget of bytes per second, so that the KDC is no amplifier. A datagram whose answer
/// completes at once allocates nothing.
/// </summary>
public sealed class KdcUdpServer : IKdcEndPoint
{
    /// <summary>The longest answer off loopback, in bytes.</summary>
    public const int MaxAnswer = 1_400;

    /// <summary>The longest answer on loopback, in bytes.</summary>
    public const int MaxLoopbackAnswer = 60_000;

    /// <summary>Datagrams that may wait for the store at once; further ones are dropped.</summary>
    private const int MaxAtWork = 256;

    /// <summary>Datagrams that are answered in a row before connections get their turn.</summary>
    private const int DatagramsPerTurn = 64;

    private const int ReceiveBufferSize = 1024 * 1024;

    private static readonly TimeSpan ReceiveRetry = TimeSpan.FromMilliseconds(10);

    private readonly KeyDistributionCenter _kdc;
    private readonly IKdcObserver _observer;
    private readonly Socket _socket;
    private readonly DatagramSender _sender;
    private readonly IConnectionTap? _tap;
    private readonly KdcAdmission _admission;
    private readonly TimeSpan _drainTimeout;
    private readonly StoreFailureLog _failures;
    private readonly PeerCache _peers;

    private readonly RecentAnswers _recent = new(TimeProvider.System);
    private readonly byte[] _repeated = new byte[MaxLoopbackAnswer];

    private readonly ConcurrentQueue<DatagramWork> _idle = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _overdue = new();
    private readonly Task _receiving;
    private int _atWork;

    private KdcUdpServer(
        KeyDistributionCenter kdc, IKdcObserver observer, Socket socket, ILoggerFactory loggers, IConnectionTap? tap, KdcAdmission admission, TimeSpan drainTimeout)
    {
        _kdc = kdc;
        _observer = observer;
        _socket = socket;
        _tap = tap;
        _admission = admission;
        _drainTimeout = drainTimeout;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        ILogger logger = loggers.CreateLogger<KdcUdpServer>();
        _failures = new StoreFailureLog(logger, admission.Statistics);
        _sender = new DatagramSender(socket, EndPoint, admission, tap, logger);
        _peers = new PeerCache(EndPoint);
        _receiving = ReceiveAsync();
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="kdc">The role.</param>
    /// <param name="endPoint">The address and port; port 0 for any free one.</param>
    /// <param name="observer">Is told what is done.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="tap">Is shown every datagram, or null.</param>
    /// <param name="admission">Keeps the limits; null: only the budget of bytes.</param>
    /// <param name="drainTimeout">How long a stopping server waits for answers that are at work; null: 5 seconds.</param>
    /// <exception cref="AddressInUseException">The port is taken.</exception>
    public static KdcUdpServer Start(
        KeyDistributionCenter kdc,
        IPEndPoint endPoint,
        IKdcObserver observer,
        ILoggerFactory loggers,
        IConnectionTap? tap = null,
        KdcAdmission? admission = null,
        TimeSpan? drainTimeout = null)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.ReceiveBufferSize = ReceiveBufferSize;
            socket.Bind(endPoint);
            admission ??= new KdcAdmission(KdcLimits.None, TimeProvider.System);
            return new KdcUdpServer(kdc, observer, socket, loggers, tap, admission, drainTimeout ?? new ServerLimits().DrainTimeout);
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

    /// <summary>Stops to receive, and waits for the answers that are at work within the drain timeout.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        for (long until = Environment.TickCount64 + (long)_drainTimeout.TotalMilliseconds; Volatile.Read(ref _atWork) > 0 && Environment.TickCount64 < until;)
            await Task.Delay(5).ConfigureAwait(false);
        await _overdue.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
    }

    private async Task ReceiveAsync()
    {
        // From here on it is a task of its own.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        byte[] datagram = GC.AllocateUninitializedArray<byte>(ProtocolLimits.MaxRequestSize);
        var from = new SocketAddress(EndPoint.AddressFamily);
        for (int answered = 1; ; answered++)
        {
            try
            {
                int size = await _socket.ReceiveFromAsync(datagram, SocketFlags.None, from, _stopping.Token).ConfigureAwait(false);
                Answer(datagram.AsMemory(0, size), from);
                if (answered % DatagramsPerTurn == 0)
                    await Task.Yield();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, that datagram is lost and the server goes on.
                _sender.LogLost(e);
                await Task.Delay(ReceiveRetry).ConfigureAwait(false);
            }
        }
    }

    private void Answer(ReadOnlyMemory<byte> datagram, SocketAddress from)
    {
        IPEndPoint peer = _peers.PeerAt(from);
        SourceAccount source = _admission.SourceOf(peer.Address);
        _admission.Statistics.DatagramReceived(datagram.Length);
        _tap?.Received(peer, EndPoint, new ReadOnlySequence<byte>(datagram));

        var rest = new ReadOnlySequence<byte>(datagram);
        FrameStatus status = Frame.TryRead(ref rest, ProtocolLimits.MaxRequestPayload, out RequestHeader header, out ReadOnlySequence<byte> payload);
        AnswerKey? key = status == FrameStatus.Done && rest.IsEmpty && _recent.For(header.Code) is not null ? AnswerKey.Of(peer, datagram.Span) : null;
        if (key is { } known && IsKnown(in known, header.Code, peer, from, source))
            return;
        KdcVerdict verdict = _admission.Admit(source, isDatagram: true, in header);
        if (Volatile.Read(ref _atWork) >= MaxAtWork || (!verdict.IsGranted && !_admission.TryWarn(source)))
        {
            _sender.Drop(peer);
            return;
        }

        if (!_idle.TryDequeue(out DatagramWork? work))
            work = new DatagramWork(_observer, EndPoint.AddressFamily, _overdue.Token);
        work.Begin(peer, from, source, in header, key);
        ValueTask<Disposition> answer =
            !verdict.IsGranted ? new(work.Exchange.TurnAway(header.Code, verdict.Kind, verdict.Words!))
            : status != FrameStatus.Done || !rest.IsEmpty ? new(work.RefuseBytes(status, in header, datagram.Length, rest.Length))
            : Begin(work, in header, payload.FirstSpan);
        if (answer.IsCompletedSuccessfully)
        {
            End(work);
            _idle.Enqueue(work);
            return;
        }

        if (key is { } begun)
            _recent.For(header.Code)?.Begin(in begun);
        Interlocked.Increment(ref _atWork);
        _admission.Statistics.DatagramBegun();
        _ = WaitAsync(work, answer);
    }

    /// <summary>Sends the answer that this request got a moment ago, or leaves it to be sent once it is there.</summary>
    private bool IsKnown(in AnswerKey key, ushort code, IPEndPoint peer, SocketAddress from, SourceAccount source)
    {
        switch (_recent.For(code)!.Find(in key, _repeated, out int size))
        {
            case AnswerState.AtWork:
                _tap?.Closed(peer, EndPoint);
                return true;
            case AnswerState.Answered:
                _admission.Statistics.AnswerRepeated();
                _sender.Send(_repeated.AsSpan(0, size), peer, from, source);
                return true;
            default:
                return false;
        }
    }

    private ValueTask<Disposition> Begin(DatagramWork work, in RequestHeader header, ReadOnlySpan<byte> payload)
    {
        try
        {
            return _kdc.AnswerAsync(in header, payload, work.Exchange);
        }
        catch (Exception e)
        {
            return ValueTask.FromException<Disposition>(e);
        }
    }

    private async Task WaitAsync(DatagramWork work, ValueTask<Disposition> answer)
    {
        try
        {
            await answer.ConfigureAwait(false);
            End(work);
        }
        catch (Exception e)
        {
            Forget(work);
            if (!_overdue.IsCancellationRequested)
                _failures.Add(work.Exchange.Peer, e);
            _sender.Drop(work.Exchange.Peer);
        }
        finally
        {
            _idle.Enqueue(work);
            _admission.Statistics.DatagramEnded();
            Interlocked.Decrement(ref _atWork);
        }
    }

    private void End(DatagramWork work)
    {
        int limit = IPAddress.IsLoopback(work.Exchange.Peer.Address) ? MaxLoopbackAnswer : MaxAnswer;
        if (work.Answer.Length > limit)
        {
            int size = work.Answer.Length;
            work.Restart();
            work.Exchange.Refuse(KdcRefusalKind.AnswerTooLong, (size, limit), static too => KdcRefusals.AnswerTooLong(too.size, too.limit));
        }

        _observer.Answered(work.Code, work.Exchange.IsRefused, Stopwatch.GetElapsedTime(work.Begun));
        // What is refused would be refused again, and is not worth the memory; a registration that is refused is.
        if (work.Exchange.RefusedAs is { } refusal)
        {
            Forget(work);
            _admission.NoteRefusal(work.Source, work.Principal, refusal);
        }
        else if (work.Key is { } key)
        {
            _recent.For(work.Code)!.Remember(in key, work.Answer);
        }

        _sender.Send(work.Answer, work.Exchange.Peer, work.To, work.Source);
    }

    private void Forget(DatagramWork work)
    {
        if (work.Key is { } key)
            _recent.For(work.Code)!.Forget(in key);
    }
}
