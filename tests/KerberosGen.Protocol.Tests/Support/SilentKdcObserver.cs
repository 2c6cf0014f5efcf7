using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>A log that is off.</summary>
internal sealed class SilentKdcObserver : IKdcObserver
{
    /// <summary>The reason of the last refusal, which nobody has asked for.</summary>
    public string? LastReason { get; private set; }

    public bool ReadsReason(KdcRefusalKind kind) => false;

    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id)
    {
    }

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
    }

    public void ServiceAtLoopback(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
    }

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count)
    {
    }

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service)
    {
    }

    public void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason) => LastReason = reason;
}
