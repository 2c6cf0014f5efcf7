using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Storage;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>
/// services_pool.json while rooms run. The IVs of tickets, of which each member brings one, are written together every few
/// seconds; so is what could not be written before. Use it from any number of threads.
/// </summary>
internal sealed partial class RoomPool : IDisposable
{
    /// <summary>How often what has gathered is written.</summary>
    public static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(5);

    private readonly ServicesPoolFile _file;
    private readonly DebugScreen? _debug;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Lock _writing = new();
    private readonly Lock _gathering = new();
    private readonly Dictionary<PrincipalId, Iv> _ivs = [];
    private readonly Dictionary<PrincipalName, PooledRoom> _late = [];
    private bool _cannotWrite;

    /// <summary>Begins to write.</summary>
    /// <param name="file">The file.</param>
    /// <param name="debug">Is shown what is stored, or null.</param>
    /// <param name="logger">Where logs go.</param>
    /// <param name="clock">The time.</param>
    public RoomPool(ServicesPoolFile file, DebugScreen? debug, ILogger logger, TimeProvider clock)
    {
        _file = file;
        _debug = debug;
        _logger = logger;
        _timer = clock.CreateTimer(_ => WriteGathered(), null, WriteInterval, WriteInterval);
    }

    /// <summary>The rooms that are in the file.</summary>
    public IReadOnlyList<PooledRoom> Rooms => _file.Rooms;

    /// <summary>Writes a room.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Put(PooledRoom room)
    {
        lock (_writing)
            _file.Put(room);
        _debug?.Stored($"{ServicesPoolFile.FileName}: {DisplayText.Escape(room.ServiceName.Utf8)} stored");
    }

    /// <summary>Writes a room, now if that can be done.</summary>
    public void PutWhenPossible(PooledRoom room)
    {
        lock (_gathering)
            _late[room.ServiceName] = room;
        WriteGathered();
    }

    /// <summary>A client has brought a ticket.</summary>
    /// <param name="room">The id of the room that it is for.</param>
    /// <param name="iv">Its IV.</param>
    public void SawTicket(PrincipalId room, Iv iv)
    {
        lock (_gathering)
            _ivs[room] = iv;
    }

    /// <summary>Writes what has gathered.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        WriteGathered();
    }

    private void WriteGathered()
    {
        lock (_writing)
        {
            Dictionary<PrincipalId, Iv> ivs;
            Dictionary<PrincipalName, PooledRoom> late;
            lock (_gathering)
            {
                if (_ivs.Count + _late.Count == 0)
                    return;
                ivs = new(_ivs);
                late = new(_late);
            }

            try
            {
                _file.Put(Merge(ivs, late));
                Forget(ivs, late);
                if (_cannotWrite)
                    LogCanWrite(_logger, ServicesPoolFile.FileName);
                _cannotWrite = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!_cannotWrite)
                    LogCannotWrite(_logger, ServicesPoolFile.FileName, e.Message);
                _cannotWrite = true;
            }
        }
    }

    private List<PooledRoom> Merge(Dictionary<PrincipalId, Iv> ivs, Dictionary<PrincipalName, PooledRoom> late)
    {
        var changed = new List<PooledRoom>();
        foreach (PooledRoom room in _file.Rooms.Where(room => !late.ContainsKey(room.ServiceName)).Concat(late.Values))
        {
            if (room.Id is { } id && ivs.TryGetValue(id, out Iv iv))
                changed.Add(room with { TicketIv = iv });
            else if (late.ContainsKey(room.ServiceName))
                changed.Add(room);
        }

        return changed;
    }

    private void Forget(Dictionary<PrincipalId, Iv> ivs, Dictionary<PrincipalName, PooledRoom> late)
    {
        lock (_gathering)
        {
            foreach ((PrincipalId room, Iv iv) in ivs)
            {
                if (_ivs[room] == iv)
                    _ivs.Remove(room);
            }

            foreach ((PrincipalName name, PooledRoom room) in late)
            {
                if (_late[name] == room)
                    _late.Remove(name);
            }
        }
    }

    [LoggerMessage(6, LogLevel.Error, "{File} cannot be written, and is tried again: {Reason}")]
    private static partial void LogCannotWrite(ILogger logger, string file, string reason);

    [LoggerMessage(7, LogLevel.Information, "{File} can be written again")]
    private static partial void LogCanWrite(ILogger logger, string file);
}
