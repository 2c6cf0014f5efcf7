using System.Net;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>
/// A room's screen: each message as it is decrypted, on standard output, and what else happens in the log. What comes from
/// peers cannot drive a terminal.
/// </summary>
internal sealed partial class RoomScreen(string room, ILogger logger) : IRoomObserver
{
    private readonly Lock _gate = new();
    private Iv? _lastTicketIv;

    /// <summary>The IV of the last ticket seen, or null.</summary>
    public Iv? LastTicketIv
    {
        get
        {
            lock (_gate)
                return _lastTicketIv;
        }
    }

    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv)
    {
        lock (_gate)
            _lastTicketIv = ticketIv;
        LogAdmitted(logger, peer, client);
    }

    public void MessageReceived(EndPoint peer, PrincipalId client, ReadOnlySpan<byte> content) =>
        Console.WriteLine($"[{room}] {DisplayText.Escape(content)}");

    public void Refused(EndPoint peer, string reason) => LogRefused(logger, peer, reason);

    [LoggerMessage(1, LogLevel.Information, "{Peer} came in as client {Client}")]
    private static partial void LogAdmitted(ILogger logger, EndPoint peer, PrincipalId client);

    [LoggerMessage(2, LogLevel.Warning, "{Peer} was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, EndPoint peer, string reason);
}
