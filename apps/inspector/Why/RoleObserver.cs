using System.Buffers;
using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>What a role would write into its log, and nowhere for its answers to go.</summary>
internal sealed class RoleObserver : PacketOutlet, IRoomObserver, IKdcObserver, IRoomHost
{
    private readonly ArrayBufferWriter<byte> _output = new();

    /// <summary>The first refusal since it was cleared.</summary>
    public string? Refusal { get; private set; }

    protected override IBufferWriter<byte> Output => _output;

    public void Clear() => Refusal = null;

    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv)
    {
    }

    public void MessageReceived(EndPoint peer, PrincipalId client, ReadOnlySpan<byte> content)
    {
    }

    public void Refused(EndPoint peer, string reason) => Refusal ??= reason;

    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id)
    {
    }

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
    }

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count)
    {
    }

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service)
    {
    }

    public void Refused(IPEndPoint peer, string reason) => Refusal ??= reason;

    public void Publish(PrincipalId client, ReadOnlySpan<byte> content)
    {
    }

    public void Subscribe(IRoomSubscriber subscriber, ulong since)
    {
    }

    public void Unsubscribe(IRoomSubscriber subscriber)
    {
    }

    public IReadOnlyList<MemberEntry> ListMembers() => [];

    protected override void Flush() => _output.ResetWrittenCount();
}
