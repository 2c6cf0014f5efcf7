using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Hosting;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>
/// The seed's Service Manager: brings back the rooms of services_pool.json, makes and registers those that are missing, and
/// runs them all in this process. A registration that is refused falls back to the default room of msg.info.
/// </summary>
internal sealed partial class ServiceManager(RoomSettings settings, ILoggerFactory loggers)
{
    private const string Advice =
        "If the name is taken because the room's own files were lost, stop the KDC and remove the room from its services.json.";

    private readonly ILogger _logger = loggers.CreateLogger("Rooms");

    public async Task RunAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(settings.Directory);
        ServicesPoolFile pool = ServicesPoolFile.Open(settings.Directory);
        List<PooledRoom> rooms = RoomsToRun(pool);
        // Known rooms come back at once, whether or not the KDC is there.
        List<Task> running = [.. rooms.Where(IsKnown).Select(room => HostedRoom.RunAsync(room, pool, settings.Options, settings.Tap, loggers, cancellation))];
        try
        {
            bool needsDefault = rooms.Count == 0;
            foreach (PooledRoom room in rooms.Where(static r => !IsKnown(r)))
            {
                if (await TryRegisterAsync(pool, room, cancellation) is { } registered)
                    running.Add(HostedRoom.RunAsync(registered, pool, settings.Options, settings.Tap, loggers, cancellation));
                else
                    needsDefault = true;
            }

            if (needsDefault)
                running.Add(HostedRoom.RunAsync(await DefaultRoomAsync(pool, cancellation), pool, settings.Options, settings.Tap, loggers, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop while waiting for the KDC; the rooms that run are stopping by the same token.
        }
        catch (InvalidOperationException e) when (running.Count > 0)
        {
            // The other rooms go on without the default one.
            LogRefused(_logger, e.Message);
        }

        await Task.WhenAll(running);
    }

    private static bool IsKnown(PooledRoom room) => room is { IsRegistered: true, Id: not null, Port: not null, Key: not null };

    /// <summary>The pool's rooms, then as many new ones as are missing: <c>Printer 10</c>, <c>Printer 20</c>, ...</summary>
    private List<PooledRoom> RoomsToRun(ServicesPoolFile pool)
    {
        if (settings.Count == 0)
            return [];
        var rooms = pool.Rooms.Where(r => r.ServiceName != DefaultName()).ToList();
        for (int number = 1; rooms.Count < settings.Count; number++)
        {
            if (!Validator.TryName(string.Create(CultureInfo.InvariantCulture, $"{settings.Prefix} {number}0"), out PrincipalName name, out string? problem))
                throw new InvalidOperationException($"The prefix '{settings.Prefix}' makes no room's name: {problem}");
            if (rooms.TrueForAll(r => r.ServiceName != name))
                rooms.Add(NewRoom(name, settings.Kdc));
        }

        return rooms;
    }

    private PrincipalName DefaultName() => MsgInfoFile.ReadOrCreate(settings.Directory, settings.Kdc).Name;

    private PooledRoom NewRoom(PrincipalName name, IPEndPoint kdc) => new()
    {
        ServiceName = name,
        ConnectionProtocol = settings.Transport,
        KdcAddress = kdc.Address,
        KdcPort = (ushort)kdc.Port,
        Key = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance),
    };

    /// <summary>A room as it is once registered; null if the KDC refuses it.</summary>
    private async Task<PooledRoom?> TryRegisterAsync(ServicesPoolFile pool, PooledRoom room, CancellationToken cancellation)
    {
        // The command line wins over what a file remembers.
        if (settings.IsKdcGiven)
            room = room with { KdcAddress = settings.Kdc.Address, KdcPort = (ushort)settings.Kdc.Port };
        if (room.Key is null)
            room = room with { Key = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance) };
        pool.Put(room);
        try
        {
            (RoomIdentity identity, IPEndPoint endPoint) = await RegisterAsync(room, room.Key, cancellation);
            room = room with { Id = identity.Id, Port = (ushort)endPoint.Port, IsRegistered = true };
            pool.Put(room);
            return room;
        }
        catch (RequestRefusedException e)
        {
            LogFallback(_logger, e.Message, Advice);
            return null;
        }
    }

    private async Task<PooledRoom> DefaultRoomAsync(ServicesPoolFile pool, CancellationToken cancellation)
    {
        MsgInfo info = MsgInfoFile.ReadOrCreate(settings.Directory, settings.Kdc);
        PooledRoom room = pool.Rooms.FirstOrDefault(r => r.ServiceName == info.Name) ?? NewRoom(info.Name, info.Kdc);
        if (info.Key is not null)
            room = room with { Key = info.Key, Id = info.Id ?? room.Id };
        if (IsKnown(room))
            return room;
        PooledRoom ready = await TryRegisterAsync(pool, room, cancellation)
            ?? throw new InvalidOperationException(
                $"The default room {DisplayText.Quote(info.Name.Utf8)} is refused too. {Advice}");
        MsgInfoFile.Write(settings.Directory, info with { Id = ready.Id, Key = ready.Key });
        return ready;
    }

    /// <summary>Registers, however long the KDC is away: that is said once.</summary>
    private async Task<(RoomIdentity Identity, IPEndPoint EndPoint)> RegisterAsync(PooledRoom room, KeyMaterial key, CancellationToken cancellation)
    {
        var kdc = new IPEndPoint(room.KdcAddress, room.KdcPort);
        var any = new IPEndPoint(kdc.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        bool isSaid = false;
        for (TimeSpan wait = TimeSpan.FromMilliseconds(250); ; wait = wait < TimeSpan.FromSeconds(5) ? wait * 2 : wait)
        {
            try
            {
                return await RoomRegistration.RegisterAsync(kdc, room.ServiceName, key, any, settings.Transport == "udp", cancellation);
            }
            catch (Exception e) when (e is SocketException or IOException or TimeoutException)
            {
                if (!isSaid)
                    LogAway(_logger, kdc, e.Message);
                isSaid = true;
                await Task.Delay(wait, cancellation);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The KDC at {Kdc} is away ({Reason}); trying again until it is there")]
    private static partial void LogAway(ILogger logger, IPEndPoint kdc, string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Reason} Falling back to the default room of msg.info. {Advice}")]
    private static partial void LogFallback(ILogger logger, string reason, string advice);

    [LoggerMessage(3, LogLevel.Error, "{Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
