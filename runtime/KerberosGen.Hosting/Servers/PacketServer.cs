using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KerberosGen.Hosting;

/// <summary>
/// A TCP server on Kestrel's connections: it accepts, runs one task for each connection, and stops. Whatever goes wrong on
/// a connection ends that connection and nothing else.
/// </summary>
public sealed partial class PacketServer : IAsyncDisposable
{
    private static readonly TimeSpan AcceptRetry = TimeSpan.FromMilliseconds(200);

    private readonly IConnectionListener _listener;
    private readonly Func<ConnectionContext, CancellationToken, Task> _serve;
    private readonly ServerLimits _limits;
    private readonly IConnectionTap? _tap;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<ConnectionContext, Task> _connections = new();
    private readonly Task _accepting;

    private PacketServer(
        IConnectionListener listener, Func<ConnectionContext, CancellationToken, Task> serve, ServerLimits limits, IConnectionTap? tap, ILogger logger)
    {
        _listener = listener;
        _serve = serve;
        _limits = limits;
        _tap = tap;
        _logger = logger;
        EndPoint = (IPEndPoint)listener.EndPoint;
        _accepting = AcceptAsync();
    }

    /// <summary>Where the server listens, with the port that the system chose if it was asked to.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Connections that are open.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>Starts to listen.</summary>
    /// <param name="endPoint">The address and port; port 0 for any free one.</param>
    /// <param name="serve">Serves one connection until it ends or the token is cancelled.</param>
    /// <param name="limits">What peers may take.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AddressInUseException">The port is taken.</exception>
    public static async Task<PacketServer> StartAsync(
        IPEndPoint endPoint,
        Func<ConnectionContext, CancellationToken, Task> serve,
        ServerLimits limits,
        IConnectionTap? tap,
        ILoggerFactory loggers,
        CancellationToken cancellation)
    {
        var options = new SocketTransportOptions { Backlog = 512, MaxWriteBufferSize = 64 * 1024, MaxReadBufferSize = 256 * 1024 };
        var factory = new SocketTransportFactory(Options.Create(options), loggers);
        try
        {
            IConnectionListener listener = await factory.BindAsync(endPoint, cancellation).ConfigureAwait(false);
            return new PacketServer(listener, serve, limits, tap, loggers.CreateLogger<PacketServer>());
        }
        catch (AddressInUseException e)
        {
            throw new AddressInUseException($"{endPoint} is in use.", e);
        }
    }

    /// <summary>Stops to accept, tells every connection to end, and waits for them within the drain timeout.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _listener.UnbindAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        Task all = Task.WhenAll(_connections.Values);
        if (await Task.WhenAny(all, Task.Delay(_limits.DrainTimeout)).ConfigureAwait(false) != all)
        {
            foreach (ConnectionContext connection in _connections.Keys)
                connection.Abort(new ConnectionAbortedException("The server is stopping."));
            await all.ConfigureAwait(false);
        }

        await _listener.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        // After UnbindAsync an accept answers null.
        while (await AcceptNextAsync().ConfigureAwait(false) is { } connection)
        {
            if (_connections.Count >= _limits.MaxConnections)
            {
                LogTooMany(_logger, connection.RemoteEndPoint, _limits.MaxConnections);
                connection.Abort(new ConnectionAbortedException("Too many connections."));
                await connection.DisposeAsync().ConfigureAwait(false);
                continue;
            }

            // The task must be known before it can end, so it starts behind a gate.
            var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _connections[connection] = ServeAsync(connection, known.Task);
            known.SetResult();
        }
    }

    private async ValueTask<ConnectionContext?> AcceptNextAsync()
    {
        while (true)
        {
            try
            {
                return await _listener.AcceptAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (SocketException e) when (!_stopping.IsCancellationRequested)
            {
                // Such as running out of file descriptors: later there may be some again.
                LogCannotAccept(_logger, EndPoint, e.Message);
                await Task.Delay(AcceptRetry).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(ConnectionContext connection, Task known)
    {
        await known.ConfigureAwait(false);
        try
        {
            if (_tap is not null)
                Tap(connection, _tap);
            await _serve(connection, _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException or ConnectionResetException or OperationCanceledException)
        {
            LogEnded(_logger, connection.RemoteEndPoint, e.Message);
        }
        catch (Exception e)
        {
            LogFailed(_logger, connection.RemoteEndPoint, e);
            connection.Abort(new ConnectionAbortedException("The connection failed."));
        }
        finally
        {
            await EndAsync(connection).ConfigureAwait(false);
            _tap?.Closed((IPEndPoint)connection.RemoteEndPoint!, (IPEndPoint)connection.LocalEndPoint!);
            _connections.TryRemove(connection, out _);
        }
    }

    /// <summary>Lets the peer take its last answers, for a moment: one that does not take them must not keep its place.</summary>
    private async Task EndAsync(ConnectionContext connection)
    {
        Task ending = connection.DisposeAsync().AsTask();
        if (await Task.WhenAny(ending, Task.Delay(_limits.DrainTimeout)).ConfigureAwait(false) != ending)
            connection.Abort(new ConnectionAbortedException("The peer does not take its last answers."));
        await ending.ConfigureAwait(false);
    }

    private static void Tap(ConnectionContext connection, IConnectionTap tap)
    {
        var client = (IPEndPoint)connection.RemoteEndPoint!;
        var server = (IPEndPoint)connection.LocalEndPoint!;
        tap.Opened(client, server);
        connection.Transport = new TappedTransport(connection.Transport, tap, client, server);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Peer} was turned away: there are {Limit} connections already")]
    private static partial void LogTooMany(ILogger logger, EndPoint? peer, int limit);

    [LoggerMessage(2, LogLevel.Debug, "{Peer} is gone: {Reason}")]
    private static partial void LogEnded(ILogger logger, EndPoint? peer, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Peer} was cut off by an unexpected failure")]
    private static partial void LogFailed(ILogger logger, EndPoint? peer, Exception e);

    [LoggerMessage(4, LogLevel.Error, "{EndPoint} cannot accept a connection: {Reason}")]
    private static partial void LogCannotAccept(ILogger logger, EndPoint endPoint, string reason);
}
