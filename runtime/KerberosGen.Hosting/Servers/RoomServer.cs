using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>One room on TCP.</summary>
public sealed class RoomServer : IAsyncDisposable
{
    private readonly RoomDoor _door;
    private readonly IRoomHost _host;
    private readonly IRoomObserver _observer;
    private readonly ServerLimits _limits;
    private PacketServer? _server;

    private RoomServer(RoomDoor door, IRoomHost host, IRoomObserver observer, ServerLimits limits)
    {
        _door = door;
        _host = host;
        _observer = observer;
        _limits = limits;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => _server!.EndPoint;

    /// <summary>Starts to listen.</summary>
    /// <param name="door">Checks tickets; disposed with the server.</param>
    /// <param name="host">Owns the room.</param>
    /// <param name="endPoint">The address and port that the KDC tells clients.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="limits">What peers may take.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AddressInUseException">The port is taken.</exception>
    public static async Task<RoomServer> StartAsync(
        RoomDoor door,
        IRoomHost host,
        IPEndPoint endPoint,
        IRoomObserver observer,
        ServerLimits limits,
        IConnectionTap? tap,
        ILoggerFactory loggers,
        CancellationToken cancellation)
    {
        var server = new RoomServer(door, host, observer, limits);
        server._server = await PacketServer.StartAsync(endPoint, server.ServeAsync, limits, tap, loggers, cancellation).ConfigureAwait(false);
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync().ConfigureAwait(false);
        _door.Dispose();
    }

    private async Task ServeAsync(ConnectionContext connection, CancellationToken stopping)
    {
        using var loop = new RequestLoop(connection.Transport.Input, _limits, stopping);
        var outlet = new PipeOutlet(connection, _limits.MaxUnsentBytes);
        bool closing = false;
        using (var session = new RoomSession(_door, _host, _observer, outlet, connection.RemoteEndPoint!, SystemRandomSource.Instance))
        {
            bool goesOn;
            do
            {
                goesOn = await loop.FillAsync().ConfigureAwait(false);
                closing = AnswerAll(loop.Reader, session) == Disposition.Close;
            }
            while (goesOn && !closing);
        }

        loop.Reader.Dispose();
        if (closing)
            await Farewell.DropInputAsync(connection.Transport.Input).ConfigureAwait(false);
    }

    private static Disposition AnswerAll(FrameReader<RequestHeader> reader, RoomSession session)
    {
        while (true)
        {
            Disposition disposition;
            switch (reader.TryRead(out RequestHeader header, out ReadOnlySpan<byte> payload))
            {
                case FrameStatus.Done:
                    disposition = session.Answer(in header, payload);
                    break;
                case FrameStatus.SizeRefused:
                    disposition = session.RefuseSize(in header);
                    break;
                case FrameStatus.HeaderRefused:
                    return Disposition.Close;
                default:
                    return Disposition.KeepOpen;
            }

            if (disposition == Disposition.Close)
                return Disposition.Close;
        }
    }
}
