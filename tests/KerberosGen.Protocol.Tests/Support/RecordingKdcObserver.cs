using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>Keeps what the KDC tells, a line each; many connections may tell at once.</summary>
internal sealed class RecordingKdcObserver : IKdcObserver
{
    private readonly Lock _gate = new();

    public List<string> Told { get; } = [];

    public List<string> Refusals { get; } = [];

    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id) => Tell($"{peer} client {name} {id}");

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint) =>
        Tell($"{peer} service {name} {id} {endPoint}");

    public void ServiceAtLoopback(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint) =>
        Tell($"{peer} loopback {name} {id} {endPoint}");

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count) => Tell($"{peer} list {client} {count}");

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service) => Tell($"{peer} ticket {client} {service}");

    public void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason)
    {
        lock (_gate)
            Refusals.Add(reason);
    }

    private void Tell(string line)
    {
        lock (_gate)
            Told.Add(line);
    }
}
