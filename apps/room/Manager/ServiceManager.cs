using System.Net;
using KerberosGen.Codec;
using KerberosGen.Storage;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>
/// The seed's Service Manager: brings back the rooms of services_pool.json, makes and registers those that are missing, and
/// runs them all in this process, where none of them touches another. A registration that is refused falls back to the default
/// room of msg.info.
/// </summary>
/// <param name="process">What the rooms share.</param>
internal sealed partial class ServiceManager(RoomProcess process)
{
    private const string Advice =
        "If the name is taken because the room's own files were lost, the KDC's administrator removes it ('kdc services remove') or enrols the room ('kdc services rekey', then 'room import').";

    private readonly ILogger _logger = process.Loggers.CreateLogger("Rooms");
    private readonly RoomRegistrar _registrar = new(process.Settings, process.Pool, process.Debug, process.Loggers.CreateLogger("Rooms"));
    private readonly ListenPorts _ports = new(process.Settings.Listen, process.Pool.Rooms);
    private readonly Lock _gate = new();
    private Task? _default;

    /// <summary>Runs the rooms until it is cancelled, and stops them.</summary>
    /// <returns>True if it was cancelled; false if there is no room that could run, which is said.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        RoomSettings settings = process.Settings;
        MsgInfo info = MsgInfoFile.ReadOrCreate(settings.Directory, settings.Kdc);
        List<PooledRoom> rooms = RoomPlan.Of(settings, process.Pool.Rooms, info.Name);
        (PooledRoom Room, IPEndPoint From)[] missing =
            [.. rooms.Where(static room => !RoomPlan.IsRegistered(room)).Select(room => (room, _ports.Take(_registrar.KdcOf(room))))];
        var begun = new List<Task>();
        foreach (PooledRoom room in rooms.Where(RoomPlan.IsRegistered))
        {
            if (settings.Listen is { Port: not 0 } listen && (room.Port < listen.Port || room.Port >= listen.Port + rooms.Count))
                LogElsewhere(_logger, DisplayText.Quote(room.ServiceName.Utf8), room.Port!.Value);
            begun.Add(SuperviseAsync(room, cancellation));
        }

        foreach ((PooledRoom room, IPEndPoint from) in missing)
            begun.Add(RegisterAsync(room, from, info, cancellation));
        // One that stood in for others before comes back with the known rooms: its members must not wait for the KDC's answer.
        if (rooms.Count == 0 || (missing.Length > 0 && RoomPlan.IsRegistered(RoomPlan.DefaultOf(settings, process.Pool.Rooms, info))))
            begun.Add(RunDefaultOnceAsync(info, cancellation));
        await Task.WhenAll(begun);
        return cancellation.IsCancellationRequested;
    }

    private Task SuperviseAsync(PooledRoom room, CancellationToken cancellation)
    {
        var hosted = new HostedRoom(room, process);
        return new RoomSupervisor(hosted.ServeAsync, hosted.Logger, TimeProvider.System, Random.Shared).RunAsync(cancellation);
    }

    private async Task RegisterAsync(PooledRoom room, IPEndPoint from, MsgInfo info, CancellationToken cancellation)
    {
        try
        {
            if (await _registrar.RegisterAsync(room, from, cancellation) is { } registered)
            {
                await SuperviseAsync(registered, cancellation);
                return;
            }
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Told to stop while the KDC was asked.
            return;
        }

        _ports.Return(from);
        LogFallback(_logger, DisplayText.Quote(room.ServiceName.Utf8), Advice);
        await RunDefaultOnceAsync(info, cancellation);
    }

    private Task RunDefaultOnceAsync(MsgInfo info, CancellationToken cancellation)
    {
        lock (_gate)
            return _default ??= RunDefaultAsync(info, cancellation);
    }

    private async Task RunDefaultAsync(MsgInfo info, CancellationToken cancellation)
    {
        PooledRoom room = RoomPlan.DefaultOf(process.Settings, process.Pool.Rooms, info);
        if (!RoomPlan.IsRegistered(room))
        {
            try
            {
                if (await _registrar.RegisterAsync(room, _ports.Take(_registrar.KdcOf(room)), cancellation) is not { } registered)
                {
                    LogNoDefault(_logger, DisplayText.Quote(info.Name.Utf8), Advice);
                    return;
                }

                room = registered;
                MsgInfoFile.Write(process.Settings.Directory, info with { Id = room.Id, Key = room.Key });
            }
            catch (Exception) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (InvalidOperationException e)
            {
                LogNoPlace(_logger, DisplayText.Quote(info.Name.Utf8), e.Message);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The pool has the id and the key too.
                LogNotWritten(_logger, MsgInfoFile.FileName, e.Message);
            }
        }

        await SuperviseAsync(room, cancellation);
    }

    [LoggerMessage(8, LogLevel.Warning, "The room {Room} is not served. Falling back to the default room of msg.info. {Advice}")]
    private static partial void LogFallback(ILogger logger, string room, string advice);

    [LoggerMessage(3, LogLevel.Error, "The default room {Room} is refused too. {Advice}")]
    private static partial void LogNoDefault(ILogger logger, string room, string advice);

    [LoggerMessage(13, LogLevel.Error, "The default room {Room} is not served: {Reason}")]
    private static partial void LogNoPlace(ILogger logger, string room, string reason);

    [LoggerMessage(14, LogLevel.Warning, "The room {Room} is registered with port {Port}, where clients look for it, and serves there: --listen is for new rooms. The KDC's administrator moves it ('kdc services address', then 'kdc services rekey' for 'room import').")]
    private static partial void LogElsewhere(ILogger logger, string room, ushort port);

    [LoggerMessage(9, LogLevel.Error, "{File} could not be written: {Reason}")]
    private static partial void LogNotWritten(ILogger logger, string file, string reason);
}
