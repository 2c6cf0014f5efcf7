using System.Collections.Concurrent;
using System.Net;
using System.Text;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>Keeps what a KDC and its rooms tell.</summary>
internal sealed class RecordingObserver : IKdcObserver, IRoomObserver
{
    private int _listed;

    /// <summary>Lists of services that were written.</summary>
    public int Listed => Volatile.Read(ref _listed);

    public ConcurrentQueue<string> Registered { get; } = new();

    public ConcurrentQueue<string> Messages { get; } = new();

    public ConcurrentQueue<string> Refusals { get; } = new();

    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id) => Registered.Enqueue(name.ToString());

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint) => Registered.Enqueue(name.ToString());

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count) => Interlocked.Increment(ref _listed);

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service)
    {
    }

    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv)
    {
    }

    public void MessageReceived(EndPoint peer, PrincipalId client, ReadOnlySpan<byte> content) => Messages.Enqueue(Encoding.UTF8.GetString(content));

    void IKdcObserver.Refused(IPEndPoint peer, string reason) => Refusals.Enqueue(reason);

    void IRoomObserver.Refused(EndPoint peer, string reason) => Refusals.Enqueue(reason);
}
