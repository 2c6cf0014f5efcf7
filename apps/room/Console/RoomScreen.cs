using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>
/// A room's screen: what happens, as it happens, on the screen that all rooms of the process share, and who came and was
/// refused in the log: who came for those who debug only, as the KDC logs tickets. What comes from peers cannot drive a terminal, and the room never waits for one.
/// </summary>
/// <param name="room">The room's name, safe to show.</param>
/// <param name="writer">The screen.</param>
/// <param name="logger">The room's log.</param>
internal sealed partial class RoomScreen(string room, ScreenWriter writer, ILogger logger) : IRoomObserver
{
    /// <summary>The room serves at an address.</summary>
    public void Ready(EndPoint endPoint) => writer.Show(ScreenLine.Ready(room, endPoint));

    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified)
    {
        if (isVerified)
            LogAdmitted(logger, peer, client);
        else
            LogAdmittedUnverified(logger, peer, client);
    }

    public void Happened(RoomEventRecord happened) => writer.Show(ScreenLine.Of(room, happened));

    public void Refused(EndPoint peer, string reason) => LogRefused(logger, peer, reason);

    public void Ended(EndPoint peer, PrincipalId client, string reason) => LogEnded(logger, peer, client, reason);

    public void Moderated(ModerationAct act, string words) => LogModerated(logger, act.By, words);

    [LoggerMessage(1, LogLevel.Debug, "{Peer} came in as client {Client}")]
    private static partial void LogAdmitted(ILogger logger, EndPoint peer, PrincipalId client);

    [LoggerMessage(2, LogLevel.Warning, "{Peer} was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, EndPoint peer, string reason);

    [LoggerMessage(3, LogLevel.Information, "{Peer}, client {Client}, was put out: {Reason}")]
    private static partial void LogEnded(ILogger logger, EndPoint peer, PrincipalId client, string reason);

    [LoggerMessage(4, LogLevel.Information, "{Moderator}: {Words}")]
    private static partial void LogModerated(ILogger logger, string moderator, string words);

    [LoggerMessage(5, LogLevel.Information, "{Peer} came in as client {Client}, unverified")]
    private static partial void LogAdmittedUnverified(ILogger logger, EndPoint peer, PrincipalId client);
}
