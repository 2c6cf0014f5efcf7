using System.Net;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>One room on TCP. When the room ends, because its store failed, so do its connections.</summary>
public sealed class RoomServer : IAsyncDisposable
{
    /// <summary>Bytes of a peer that wait to be read. A longer request arrives as it is read.</summary>
    private const int MaxUnreadBytes = 16 * 1024;

    private static readonly TimeSpan CrowdedIdleTimeout = TimeSpan.FromSeconds(5);

    private readonly RoomWriter _room;
    private readonly RoomServices _services;
    private readonly PacketServer _server;
    private readonly Task _ending;

    private RoomServer(
        RoomDoor door, RoomWriter room, IPEndPoint endPoint, IRoomObserver observer, ServerLimits limits, IConnectionTap? tap, ILoggerFactory loggers, RoomLimits roomLimits)
    {
        _room = room;
        ILogger logger = loggers.CreateLogger<RoomServer>();
        limits = limits with
        {
            MaxUnreadBytes = MaxUnreadBytes,
            CrowdedIdleTimeout = limits.CrowdedIdleTimeout ?? CrowdedIdleTimeout,
            KeepAlive = roomLimits.KeepAlive,
            SocketBufferBytes = roomLimits.SocketBufferBytes,
        };
        var places = new RoomPlaces(limits.MaxConnections, roomLimits.ConnectionsPerSource, TimeProvider.System, logger);
        _services = new RoomServices(
            door, room, room.Completion, observer, limits, roomLimits, places, new RoomConnectionLog(logger), TimeProvider.System);
        var service = new PacketService(ServeAsync) { TryAdmit = places.TryEnter, IsInline = true };
        _server = PacketServer.Start(endPoint, service, limits, tap, loggers);
        _ending = EndWithRoomAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => _server.EndPoint;

    /// <summary>Connections that are open.</summary>
    public int ConnectionCount => _server.ConnectionCount;

    /// <summary>Ends when the room does; fails with <see cref="StoreFailedException"/> if its store does.</summary>
    public Task Completion => _room.Completion;

    /// <summary>Starts to listen.</summary>
    /// <param name="door">Checks tickets; disposed with the server.</param>
    /// <param name="room">Runs the room; disposed with the server.</param>
    /// <param name="endPoint">The address and port that the KDC tells clients.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="limits">How many peers there may be, and how long they may take.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="roomLimits">What else peers may take; null for the defaults.</param>
    /// <exception cref="AddressInUseException">The port is taken.</exception>
    public static RoomServer Start(
        RoomDoor door,
        RoomWriter room,
        IPEndPoint endPoint,
        IRoomObserver observer,
        ServerLimits limits,
        IConnectionTap? tap,
        ILoggerFactory loggers,
        RoomLimits? roomLimits = null) => new(door, room, endPoint, observer, limits, tap, loggers, roomLimits ?? new RoomLimits());

    /// <summary>Ends the connections, after the answers that are at work, and then the room.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        await _room.DisposeAsync().ConfigureAwait(false);
        await _ending.ConfigureAwait(false);
        _services.Door.Dispose();
    }

    private async Task EndWithRoomAsync()
    {
        await _room.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    private Task ServeAsync(ServedConnection served) => new RoomConnection(served, _services).ServeAsync();
}
