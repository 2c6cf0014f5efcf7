using System.Net;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>Keeps the number of a room's connections, in all and of each source, within its limits. What it knows of sources is bounded.</summary>
/// <param name="limit">Connections in all.</param>
/// <param name="limitPerSource">Connections of one source; 0 for no limit.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Is told, once a second at most, that peers were turned away.</param>
internal sealed partial class RoomPlaces(int limit, int limitPerSource, TimeProvider clock, ILogger logger)
{
    private const int Sets = 1024;

    private readonly AccountTable<ulong, SourceAccount> _sources = new(Sets);
    private readonly LogGate _tooMany = new();
    private readonly LogGate _tooManyOfOne = new();
    private int _taken;

    /// <summary>Connections that are open.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Takes a place for a new connection.</summary>
    /// <param name="peer">Whose connection it is.</param>
    /// <param name="place">Gives the place back when it is disposed.</param>
    public bool TryEnter(IPEndPoint peer, out IDisposable? place)
    {
        SourceAccount source = _sources.Find(KdcAdmission.KeyOf(peer.Address), clock.GetTimestamp(), static account => account.Connections++);
        Interlocked.Increment(ref _taken);
        bool isOneTooMany = limitPerSource > 0 && Volatile.Read(ref source.Connections) > limitPerSource;
        place = new Place(this, source);
        if (!isOneTooMany && Taken <= limit)
            return true;
        place.Dispose();
        place = null;
        if (isOneTooMany && _tooManyOfOne.TryPass(out long held))
            LogTooManyOfOne(logger, peer, held, limitPerSource);
        else if (!isOneTooMany && _tooMany.TryPass(out held))
            LogTooMany(logger, peer, held, limit);
        return false;
    }

    [LoggerMessage(5, LogLevel.Warning, "{Peer} (and {Others} more since the last such line) was turned away: there are {Limit} connections already")]
    private static partial void LogTooMany(ILogger logger, IPEndPoint peer, long others, int limit);

    [LoggerMessage(6, LogLevel.Warning, "{Peer} (and {Others} more since the last such line) was turned away: its address has {Limit} connections already")]
    private static partial void LogTooManyOfOne(ILogger logger, IPEndPoint peer, long others, int limit);

    private sealed class Place(RoomPlaces places, SourceAccount source) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref source.Connections);
            Interlocked.Decrement(ref places._taken);
        }
    }
}
