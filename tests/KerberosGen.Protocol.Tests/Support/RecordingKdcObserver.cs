using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>Keeps what the KDC tells, a line each.</summary>
internal sealed class RecordingKdcObserver : IKdcObserver
{
    public List<string> Told { get; } = [];

    public List<string> Refusals { get; } = [];

    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id) => Told.Add($"{peer} client {name} {id}");

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint) =>
        Told.Add($"{peer} service {name} {id} {endPoint}");

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count) => Told.Add($"{peer} list {client} {count}");

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service) => Told.Add($"{peer} ticket {client} {service}");

    public void Refused(IPEndPoint peer, string reason) => Refusals.Add(reason);
}
