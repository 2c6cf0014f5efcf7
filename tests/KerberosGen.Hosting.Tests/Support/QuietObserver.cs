using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>Counts refusals by their kind, reads no reason, and allocates nothing.</summary>
internal sealed class QuietObserver : IKdcObserver
{
    private readonly int[] _refused = new int[Enum.GetValues<KdcRefusalKind>().Length];

    public int Tickets;

    public int Refused(KdcRefusalKind kind) => Volatile.Read(ref _refused[(int)kind]);

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

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service) => Interlocked.Increment(ref Tickets);

    public bool ReadsReason(KdcRefusalKind kind) => false;

    public void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason) => Interlocked.Increment(ref _refused[(int)kind]);
}
