using System.Buffers;
using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector.Tests;

/// <summary>What the roles log, and where a connection's answers end.</summary>
internal sealed class RoleLog : IRoomObserver, IKdcObserver
{
    private readonly ArrayBufferWriter<byte> _output = new();

    public List<string> Refusals { get; } = [];

    public IBufferWriter<byte> Answers => _output;

    public byte[] Take()
    {
        byte[] taken = _output.WrittenSpan.ToArray();
        _output.ResetWrittenCount();
        return taken;
    }

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

    public void Refused(EndPoint peer, string reason) => Refusals.Add(reason);

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

    public void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason) => Refusals.Add(reason);
}
