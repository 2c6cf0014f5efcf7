using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>
/// A TCP server on Kestrel's connections: it accepts, runs one task for each connection, looks after their deadlines, and
/// stops. Whatever goes wrong on a connection ends that connection and nothing else.
/// </summary>
internal sealed partial class PacketServer : IAsyncDisposable
{
    private const int Backlog = 512;

    private static readonly TimeSpan AcceptRetry = TimeSpan.FromMilliseconds(200);

    // A store that heeds no cancellation must not keep the server from stopping.
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(2);

    private readonly Socket _listener;
    private readonly PacketService _service;
    private readonly ServerLimits _limits;
    private readonly IConnectionTap? _tap;
    private readonly ILogger _logger;
    private readonly LogGate _tooMany = new();
    private readonly LogGate _failures = new();
    private readonly LogGate _acceptFailures = new();
    private readonly DescriptorReserve _descriptors;
    private readonly SocketConnectionContextFactory _connectionFactory;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _overdue = new();
    private readonly ConcurrentDictionary<ServedConnection, bool> _connections = new();
    private readonly Task _accepting;
    private readonly Task _sweeping;
    private Task? _stop;

    private PacketServer(Socket listener, PacketService service, ServerLimits limits, IConnectionTap? tap, ILogger logger)
    {
        _listener = listener;
        _service = service;
        _limits = limits;
        _tap = tap;
        _logger = logger;
        _descriptors = DescriptorReserve.OfThisProcess(logger);
        _connectionFactory = new SocketConnectionContextFactory(
            new SocketConnectionFactoryOptions
            {
                MaxReadBufferSize = limits.MaxUnreadBytes,
                MaxWriteBufferSize = 64 * 1024,
                UnsafePreferInlineScheduling = service.IsInline,
            },
            logger);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        _accepting = AcceptAsync();
        _sweeping = SweepAsync();
    }

    /// <summary>Where the server listens, with the port that the system chose if it was asked to.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Connections that are open.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>Starts to listen.</summary>
    /// <param name="endPoint">The address and port; port 0 for any free one.</param>
    /// <param name="service">What is done with connections.</param>
    /// <param name="limits">What peers may take.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <exception cref="AddressInUseException">The port is taken.</exception>
    public static PacketServer Start(IPEndPoint endPoint, PacketService service, ServerLimits limits, IConnectionTap? tap, ILoggerFactory loggers)
    {
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
                listener.DualMode = true;
            // The kernel tells peers how much it takes when they connect, so it must know before.
            if (limits.SocketBufferBytes > 0)
            {
                listener.ReceiveBufferSize = limits.SocketBufferBytes;
                listener.SendBufferSize = limits.SocketBufferBytes;
            }

            listener.Bind(endPoint);
            listener.Listen(Backlog);
            return new PacketServer(listener, service, limits, tap, loggers.CreateLogger<PacketServer>());
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            listener.Dispose();
            throw new AddressInUseException($"{endPoint} is in use.", e);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Stops to accept, ends connections that wait for a request at once, and waits for the answers that are at work within the
    /// drain timeout.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        // Who comes second waits for the same end.
        lock (_stopping)
            return new(_stop ??= StopAsync());
    }

    private async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        foreach (ServedConnection connection in _connections.Keys)
            connection.Stop();
        Task all = Task.WhenAll(_connections.Keys.Select(static connection => connection.Completion));
        try
        {
            await all.WaitAsync(_limits.DrainTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await _overdue.CancelAsync().ConfigureAwait(false);
            foreach (ServedConnection connection in _connections.Keys)
                connection.Abort("The server is stopping.");
            await Task.WhenAny(all, Task.Delay(AbortTimeout)).ConfigureAwait(false);
        }

        await _sweeping.ConfigureAwait(false);
        _connectionFactory.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (await AcceptNextAsync().ConfigureAwait(false) is { } socket)
        {
            try
            {
                Accept(socket);
            }
            catch (Exception e)
            {
                // Such as a peer that is gone before it was served: the next one is served.
                socket.Dispose();
                LogEnded(_logger, null, e.Message);
            }
        }
    }

    private void Accept(Socket socket)
    {
        if (socket.RemoteEndPoint is not IPEndPoint peer || _descriptors.IsTouchedBy(socket) || !TryAdmit(peer, out IDisposable? place))
        {
            TurnAway(socket);
            return;
        }

        try
        {
            socket.NoDelay = true;
            _limits.KeepAlive?.ApplyTo(socket);
            var connection = new ServedConnection(_connectionFactory.Create(socket), place, _overdue.Token);
            _connections[connection] = true;
            connection.Completion = ServeAsync(connection);
        }
        catch
        {
            place?.Dispose();
            throw;
        }
    }

    private bool TryAdmit(IPEndPoint peer, out IDisposable? place)
    {
        place = null;
        if (_service.TryAdmit is { } tryAdmit)
            return tryAdmit(peer, out place);
        if (_connections.Count < _limits.MaxConnections)
            return true;
        if (_tooMany.TryPass(out long held))
            LogTooMany(_logger, peer, held, _limits.MaxConnections);
        return false;
    }

    private void TurnAway(Socket socket)
    {
        using (socket)
        {
            // There is room for a few bytes in the buffer of a new connection, so this does not wait.
            if (!_service.Refusal.IsEmpty)
                socket.Send(_service.Refusal.Span, SocketFlags.None, out _);
        }
    }

    private async ValueTask<Socket?> AcceptNextAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                return await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // That peer is gone already.
            }
            catch (SocketException e) when (!_stopping.IsCancellationRequested)
            {
                // Such as running out of file descriptors: later there may be some again.
                if (_acceptFailures.TryPass(out _))
                    LogCannotAccept(_logger, EndPoint, e.Message);
                await Task.Delay(AcceptRetry).ConfigureAwait(false);
            }
        }

        return null;
    }

    private async Task ServeAsync(ServedConnection connection)
    {
        // The loop that accepts must not be kept by what this connection has to say.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (_tap is not null)
                Tap(connection, _tap);
            if (_stopping.IsCancellationRequested)
                connection.Stop();
            await _service.ServeAsync(connection).ConfigureAwait(false);
            if (connection.IsExpired)
                LogEnded(_logger, connection.Peer, "it was too slow");
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException or ConnectionResetException or OperationCanceledException)
        {
            LogEnded(_logger, connection.Peer, e.Message);
        }
        catch (Exception e)
        {
            if (_failures.TryPass(out long held))
                LogFailed(_logger, connection.Peer, held, e);
            connection.Abort("The connection failed.");
        }
        finally
        {
            await EndAsync(connection.Context).ConfigureAwait(false);
            _tap?.Closed(connection.Peer, (IPEndPoint)connection.Context.LocalEndPoint!);
            _connections.TryRemove(connection, out _);
            connection.Place?.Dispose();
        }
    }

    /// <summary>Lets the peer take its last answers, for a moment: one that does not take them must not keep its place.</summary>
    private async Task EndAsync(ConnectionContext connection)
    {
        Task ending = connection.DisposeAsync().AsTask();
        try
        {
            await ending.WaitAsync(_limits.DrainTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            connection.Abort(new ConnectionAbortedException("The peer does not take its last answers."));
            await ending.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the waits of peers that are too slow.</summary>
    private async Task SweepAsync()
    {
        double shortest = Math.Min(_limits.PacketDeadline.TotalMilliseconds, _limits.IdleTimeout.TotalMilliseconds);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Clamp(shortest / 8, 20, 1000)));
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
                Sweep();
        }
        catch (OperationCanceledException)
        {
            // Stopping: from here on the drain timeout counts.
        }
    }

    private void Sweep()
    {
        long now = Environment.TickCount64;
        bool isCrowded = _connections.Count * 4L > _limits.MaxConnections * 3L;
        long idleBefore = isCrowded && _limits.CrowdedIdleTimeout is { } patience ? now - (long)patience.TotalMilliseconds : long.MinValue;
        foreach (KeyValuePair<ServedConnection, bool> connection in _connections)
            connection.Key.EndIfOverdue(now, idleBefore);
    }

    private static void Tap(ServedConnection connection, IConnectionTap tap)
    {
        var server = (IPEndPoint)connection.Context.LocalEndPoint!;
        tap.Opened(connection.Peer, server);
        connection.Context.Transport = new TappedTransport(connection.Context.Transport, tap, connection.Peer, server);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Peer} (and {Others} more) were turned away: there are {Limit} connections already")]
    private static partial void LogTooMany(ILogger logger, EndPoint? peer, long others, int limit);

    [LoggerMessage(2, LogLevel.Debug, "{Peer} is gone: {Reason}")]
    private static partial void LogEnded(ILogger logger, EndPoint? peer, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Peer} (and {Others} more) were cut off by an unexpected failure")]
    private static partial void LogFailed(ILogger logger, EndPoint? peer, long others, Exception e);

    [LoggerMessage(4, LogLevel.Error, "{EndPoint} cannot accept a connection: {Reason}")]
    private static partial void LogCannotAccept(ILogger logger, EndPoint endPoint, string reason);
}
