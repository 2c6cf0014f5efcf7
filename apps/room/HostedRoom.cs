using System.Net;
using System.Net.Sockets;
using KerberosGen.Hosting;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>Runs one registered room until it is told to stop. A port that is taken is said once and tried again.</summary>
internal static partial class HostedRoom
{
    private static readonly TimeSpan PortInterval = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(PooledRoom room, ServicesPoolFile pool, RoomOptions options, IConnectionTap? tap, ILoggerFactory loggers, CancellationToken cancellation)
    {
        string name = Codec.DisplayText.Escape(room.ServiceName.Utf8);
        ILogger logger = loggers.CreateLogger(name);
        var identity = new RoomIdentity(room.Id!.Value, room.ServiceName, room.Key!);
        // The KDC tells clients the address that it saw, which is the one this machine uses towards it.
        IPAddress address = RoomRegistration.LocalAddressTowards(new IPEndPoint(room.KdcAddress, room.KdcPort));
        var endPoint = new IPEndPoint(address, room.Port!.Value);
        var door = new RoomDoor(identity, options, TimeProvider.System, new ReplayCache());
        var host = new ChatRoom(TimeProvider.System, options.History);
        var screen = new RoomScreen(name, logger);
        try
        {
            await using RoomServer server = await StartAsync(door, host, endPoint, screen, tap, loggers, logger, cancellation);
            Console.WriteLine($"{name} ready on {server.EndPoint}");
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop.
        }

        if (screen.LastTicketIv is { } iv)
            pool.Put(room with { TicketIv = iv });
    }

    private static async Task<RoomServer> StartAsync(
        RoomDoor door, ChatRoom host, IPEndPoint endPoint, RoomScreen screen, IConnectionTap? tap, ILoggerFactory loggers, ILogger logger, CancellationToken cancellation)
    {
        bool isSaid = false;
        while (true)
        {
            try
            {
                return await RoomServer.StartAsync(door, host, endPoint, screen, new ServerLimits(), tap, loggers, cancellation);
            }
            catch (Exception e) when (e is AddressInUseException or SocketException)
            {
                if (!isSaid)
                    LogPortTaken(logger, endPoint, e.Message, PortInterval.TotalSeconds);
                isSaid = true;
                await Task.Delay(PortInterval, cancellation);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Clients look for this room at {EndPoint}, where it cannot listen ({Reason}); trying again every {Seconds} s")]
    private static partial void LogPortTaken(ILogger logger, IPEndPoint endPoint, string reason, double seconds);
}
