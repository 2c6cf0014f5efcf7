using System.Net;
using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Kdc;

/// <summary>The KDC's log. Names come from peers and are made harmless; no secret reaches it.</summary>
internal sealed partial class KdcLog(ILogger logger, DebugScreen? screen) : IKdcObserver
{
    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id)
    {
        screen?.Stored($"clients.txt: added {DisplayText.Quote(name.Utf8)} as {id}");
        LogClientRegistered(logger, peer, DisplayText.Quote(name.Utf8), id);
    }

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
        screen?.Stored($"services.json: added {DisplayText.Quote(name.Utf8)} as {id}, at {endPoint}");
        LogServiceRegistered(logger, peer, DisplayText.Quote(name.Utf8), id, endPoint);
    }

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count) => LogServicesListed(logger, peer, client, count);

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service) => LogTicketIssued(logger, peer, client, service);

    public void Refused(IPEndPoint peer, string reason) => LogRefused(logger, peer, reason);

    [LoggerMessage(1, LogLevel.Warning, "{Text}")]
    public static partial void Notice(ILogger logger, string text);

    [LoggerMessage(2, LogLevel.Information, "{Peer} registered client {Name} as {Id}")]
    private static partial void LogClientRegistered(ILogger logger, IPEndPoint peer, string name, PrincipalId id);

    [LoggerMessage(3, LogLevel.Information, "{Peer} registered service {Name} as {Id}, at {EndPoint}")]
    private static partial void LogServiceRegistered(ILogger logger, IPEndPoint peer, string name, PrincipalId id, IPEndPoint endPoint);

    [LoggerMessage(4, LogLevel.Debug, "{Peer} was told of {Count} services as client {Client}")]
    private static partial void LogServicesListed(ILogger logger, IPEndPoint peer, PrincipalId client, int count);

    [LoggerMessage(5, LogLevel.Information, "{Peer} got a ticket as client {Client} for service {Service}")]
    private static partial void LogTicketIssued(ILogger logger, IPEndPoint peer, PrincipalId client, PrincipalId service);

    [LoggerMessage(6, LogLevel.Warning, "{Peer} was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, IPEndPoint peer, string reason);
}
