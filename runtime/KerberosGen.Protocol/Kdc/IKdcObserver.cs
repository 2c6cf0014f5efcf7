using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Is told what the KDC does: a log, a test. It is never given a secret.</summary>
public interface IKdcObserver
{
    /// <summary>A client has registered.</summary>
    void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id);

    /// <summary>A service has registered.</summary>
    void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint);

    /// <summary>The list of services was sent.</summary>
    void ServicesListed(IPEndPoint peer, PrincipalId client, int count);

    /// <summary>A ticket was issued.</summary>
    void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service);

    /// <summary>A request was refused, with 1601 or 1609.</summary>
    void Refused(IPEndPoint peer, string reason);
}
