using System.Net;
using System.Net.Sockets;
using KerberosGen.Codec;
using KerberosGen.Databases;
using KerberosGen.Hosting;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>One registered room of this process: its store, its order, its port.</summary>
/// <param name="room">Its place in the pool.</param>
/// <param name="process">What it shares with the others.</param>
internal sealed partial class HostedRoom(PooledRoom room, RoomProcess process)
{
    private readonly string _name = DisplayText.Escape(room.ServiceName.Utf8);

    /// <summary>Its log.</summary>
    public ILogger Logger { get; } = process.Loggers.CreateLogger(DisplayText.Escape(room.ServiceName.Utf8));

    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="serves">Is called when clients can come.</param>
    /// <param name="cancellation">Stops it: members' last requests are answered then.</param>
    /// <exception cref="StoreFailedException">Its store cannot be read or written.</exception>
    /// <exception cref="InvalidOperationException">It cannot listen where clients look for it, or has ended by itself.</exception>
    public async Task ServeAsync(Action serves, CancellationToken cancellation)
    {
        IPEndPoint endPoint = FindEndPoint();
        using IRoomStore store = OpenStore();
        var screen = new RoomScreen(_name, process.Screen, Logger);
        await using RoomServer server = await StartAsync(endPoint, store, screen, out RunningRoom started);
        process.Running.Add(started);
        try
        {
            serves();
            LogReady(Logger, started.EndPoint);
            screen.Ready(started.EndPoint);
            await server.Completion.WaitAsync(cancellation);
            throw new InvalidOperationException("it has ended by itself.");
        }
        finally
        {
            process.Running.Remove(started);
        }
    }

    /// <summary>Where clients look for it: the KDC tells them the address that it saw, which is the one this machine uses towards it.</summary>
    private IPEndPoint FindEndPoint()
    {
        var kdc = new IPEndPoint(room.KdcAddress, room.KdcPort);
        try
        {
            return new IPEndPoint(process.Settings.Listen?.Address ?? room.ListenAddress ?? RoomRegistration.LocalAddressTowards(kdc), room.Port!.Value);
        }
        catch (SocketException e)
        {
            throw new InvalidOperationException($"this machine has no way to the KDC at {kdc} ({e.Message}), and so no address that clients could know.", e);
        }
    }

    private IRoomStore OpenStore()
    {
        IRoomStore store = SqliteRoomStore.Open(process.Settings.Directory, room.Id!.Value);
        return process.Debug is null ? store : new ScreenedRoomStore(store, _name, process.Debug);
    }

    private Task<RoomServer> StartAsync(IPEndPoint endPoint, IRoomStore store, RoomScreen screen, out RunningRoom started)
    {
        var identity = new RoomIdentity(room.Id!.Value, room.ServiceName, room.Key!);
        var observer = new PooledRoomObserver(screen, process.Pool, identity.Id);
        var chat = new ChatRoom(process.Settings.Options, store, observer, TimeProvider.System);
        var door = new RoomDoor(identity, process.Settings.Options, TimeProvider.System);
        var writer = new RoomWriter(chat, TimeProvider.System);
        started = new RunningRoom(identity, endPoint, writer);
        return ListenAsync(door, writer, endPoint, observer);
    }

    private async Task<RoomServer> ListenAsync(RoomDoor door, RoomWriter writer, IPEndPoint endPoint, IRoomObserver observer)
    {
        try
        {
            return RoomServer.Start(door, writer, endPoint, observer, process.Settings.Limits, process.Debug, process.Loggers, process.Settings.RoomLimits);
        }
        catch (Exception e)
        {
            await writer.DisposeAsync();
            door.Dispose();
            if (e is AddressInUseException or SocketException)
                throw new InvalidOperationException($"clients look for it at {endPoint}, where it cannot listen ({e.Message})", e);
            throw;
        }
    }

    [LoggerMessage(10, LogLevel.Information, "The room serves on {EndPoint}")]
    private static partial void LogReady(ILogger logger, IPEndPoint endPoint);
}
