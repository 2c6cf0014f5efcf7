using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Benchmarks.Roles;

/// <summary>A log that is off.</summary>
internal sealed class SilentObserver : IKdcObserver
{
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

    public void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason) => throw new InvalidOperationException(reason);
}
