using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>What a role would write into its log, and nowhere for its answers to go.</summary>
internal sealed class RoleObserver : IRoomObserver, IKdcObserver
{
    /// <summary>The first refusal since it was cleared.</summary>
    public string? Refusal { get; private set; }

    public void Clear() => Refusal = null;

    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified)
    {
    }

    public void Happened(RoomEventRecord happened)
    {
    }

    public void Ended(EndPoint peer, PrincipalId client, string reason)
    {
    }

    public void Moderated(ModerationAct act, string words)
    {
    }

    public void Refused(EndPoint peer, string reason) => Refusal ??= reason;

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

    public void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason) => Refusal ??= reason;
}
