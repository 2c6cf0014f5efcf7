using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>Several observers as one, told in their order.</summary>
internal sealed class KdcObservers(params IKdcObserver[] observers) : IKdcObserver
{
    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id)
    {
        foreach (IKdcObserver observer in observers)
            observer.ClientRegistered(peer, name, id);
    }

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
        foreach (IKdcObserver observer in observers)
            observer.ServiceRegistered(peer, name, id, endPoint);
    }

    public void ServiceAtLoopback(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
        foreach (IKdcObserver observer in observers)
            observer.ServiceAtLoopback(peer, name, id, endPoint);
    }

    public void Answered(ushort code, bool isRefused, TimeSpan time)
    {
        foreach (IKdcObserver observer in observers)
            observer.Answered(code, isRefused, time);
    }

    public bool ReadsReason(KdcRefusalKind kind)
    {
        foreach (IKdcObserver observer in observers)
        {
            if (observer.ReadsReason(kind))
                return true;
        }

        return false;
    }

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count)
    {
        foreach (IKdcObserver observer in observers)
            observer.ServicesListed(peer, client, count);
    }

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service)
    {
        foreach (IKdcObserver observer in observers)
            observer.TicketIssued(peer, client, service);
    }

    public void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason)
    {
        foreach (IKdcObserver observer in observers)
            observer.Refused(peer, kind, reason);
    }
}
