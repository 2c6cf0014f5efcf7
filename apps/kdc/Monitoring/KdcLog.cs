using System.Net;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Kdc;

/// <summary>The KDC's log. Names come from peers and are made harmless; no secret reaches it. What nobody reads is not put in words.</summary>
/// <param name="logger">Where it goes.</param>
/// <param name="isRead">False for a kind of refusal that has been said often enough for now.</param>
internal sealed partial class KdcLog(ILogger logger, Func<KdcRefusalKind, bool> isRead) : IKdcObserver
{
    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id)
    {
        if (logger.IsEnabled(LogLevel.Information))
            LogClientRegistered(logger, peer, DisplayText.Quote(name.Utf8), id);
    }

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
        if (logger.IsEnabled(LogLevel.Information))
            LogServiceRegistered(logger, peer, DisplayText.Quote(name.Utf8), id, endPoint);
    }

    public void ServiceAtLoopback(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint) =>
        LogServiceAtLoopback(logger, peer, DisplayText.Quote(name.Utf8), endPoint);

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count) => LogServicesListed(logger, peer, client, count);

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service) => LogTicketIssued(logger, peer, client, service);

    public bool ReadsReason(KdcRefusalKind kind) => logger.IsEnabled(LogLevel.Warning) && isRead(kind);

    public void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason) => LogRefused(logger, peer, reason, kind);

    [LoggerMessage(KdcEvents.Notice, LogLevel.Warning, "{Text}")]
    public static partial void Notice(ILogger logger, string text);

    [LoggerMessage(KdcEvents.Ready, LogLevel.Information, "Ready on {EndPoint} ({Transport}, {Layout})")]
    public static partial void Ready(ILogger logger, IPEndPoint endPoint, string transport, string layout);

    [LoggerMessage(KdcEvents.Draining, LogLevel.Information, "Told to stop: what is in flight is answered first")]
    public static partial void Draining(ILogger logger);

    [LoggerMessage(KdcEvents.Stopped, LogLevel.Information, "Stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(KdcEvents.DrainTimedOut, LogLevel.Warning, "Connections that did not end within {Seconds} s are cut off")]
    public static partial void DrainTimedOut(ILogger logger, double seconds);

    [LoggerMessage(KdcEvents.StoreFailed, LogLevel.Error, "The store failed to {Operation}: {Reason}")]
    public static partial void StoreFailed(ILogger logger, string operation, string reason);

    [LoggerMessage(KdcEvents.StoreBack, LogLevel.Information, "The store answers again")]
    public static partial void StoreBack(ILogger logger);

    [LoggerMessage(KdcEvents.Monitoring, LogLevel.Information, "Health and metrics on {EndPoint}: /livez, /readyz, /metrics")]
    public static partial void Monitoring(ILogger logger, IPEndPoint endPoint);

    [LoggerMessage(KdcEvents.ClientRegistered, LogLevel.Information, "{Peer} registered client {Name} as {Id}")]
    private static partial void LogClientRegistered(ILogger logger, IPEndPoint peer, string name, PrincipalId id);

    [LoggerMessage(KdcEvents.ServiceRegistered, LogLevel.Information, "{Peer} registered service {Name} as {Id}, at {EndPoint}")]
    private static partial void LogServiceRegistered(ILogger logger, IPEndPoint peer, string name, PrincipalId id, IPEndPoint endPoint);

    [LoggerMessage(KdcEvents.ServiceAtLoopback, LogLevel.Warning, "{Peer} registered service {Name} at the loopback address {EndPoint}: clients on other machines cannot reach it there; give it another with 'kdc services address'")]
    private static partial void LogServiceAtLoopback(ILogger logger, IPEndPoint peer, string name, IPEndPoint endPoint);

    [LoggerMessage(KdcEvents.ServicesListed, LogLevel.Debug, "{Peer} was told of {Count} services as client {Client}")]
    private static partial void LogServicesListed(ILogger logger, IPEndPoint peer, PrincipalId client, int count);

    [LoggerMessage(KdcEvents.TicketIssued, LogLevel.Debug, "{Peer} got a ticket as client {Client} for service {Service}")]
    private static partial void LogTicketIssued(ILogger logger, IPEndPoint peer, PrincipalId client, PrincipalId service);

    [LoggerMessage(KdcEvents.Refused, LogLevel.Warning, "{Peer} was refused: {Reason} [{Kind}]")]
    private static partial void LogRefused(ILogger logger, IPEndPoint peer, string reason, KdcRefusalKind kind);
}
