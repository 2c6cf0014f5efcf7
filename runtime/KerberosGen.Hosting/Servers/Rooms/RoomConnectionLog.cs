using System.Net;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>What an operator must know of a room's connections: a line of each kind once a second at most.</summary>
internal sealed partial class RoomConnectionLog(ILogger logger)
{
    private readonly LogGate _refusedTooOften = new();
    private readonly LogGate _noTicket = new();
    private readonly LogGate _tooManyLists = new();
    private readonly LogGate _tooSlow = new();

    public void RefusedTooOften(IPEndPoint peer)
    {
        if (_refusedTooOften.TryPass(out long held))
            LogRefusedTooOften(logger, peer, held);
    }

    public void NoTicket(IPEndPoint peer, TimeSpan deadline)
    {
        if (_noTicket.TryPass(out long held))
            LogNoTicket(logger, peer, held, deadline.TotalSeconds);
    }

    public void TooManyLists(IPEndPoint peer, long limit)
    {
        if (_tooManyLists.TryPass(out long held))
            LogTooManyLists(logger, peer, held, limit);
    }

    public void TooSlow(IPEndPoint peer)
    {
        if (_tooSlow.TryPass(out long held))
            LogTooSlow(logger, peer, held);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Peer} (and {Others} more since the last such line) was disconnected: too many of its requests were refused")]
    private static partial void LogRefusedTooOften(ILogger logger, IPEndPoint peer, long others);

    [LoggerMessage(2, LogLevel.Information, "{Peer} (and {Others} more since the last such line) was disconnected: it was not let in within {Seconds} s")]
    private static partial void LogNoTicket(ILogger logger, IPEndPoint peer, long others, double seconds);

    [LoggerMessage(3, LogLevel.Warning, "{Peer} (and {Others} more since the last such line) was not told who is here: {Limit} bytes of such lists are under way already")]
    private static partial void LogTooManyLists(ILogger logger, IPEndPoint peer, long others, long limit);

    [LoggerMessage(4, LogLevel.Warning, "{Peer} (and {Others} more since the last such line) was disconnected: it takes too slowly what it is sent")]
    private static partial void LogTooSlow(ILogger logger, IPEndPoint peer, long others);
}
