using System.Collections.Concurrent;
using System.Net;
using System.Text;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>Keeps what a KDC and its rooms tell, the first ten thousand of each.</summary>
internal sealed class RecordingObserver : IKdcObserver, IRoomObserver
{
    private const int Most = 10_000;

    private int _listed;

    /// <summary>Lists of services that were written.</summary>
    public int Listed => Volatile.Read(ref _listed);

    public ConcurrentQueue<string> Registered { get; } = new();

    public ConcurrentQueue<string> Messages { get; } = new();

    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>Why rooms ended connections.</summary>
    public ConcurrentQueue<string> Endings { get; } = new();

    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id) => Registered.Enqueue(name.ToString());

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint) => Registered.Enqueue(name.ToString());

    public void ServiceAtLoopback(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
    }

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count) => Interlocked.Increment(ref _listed);

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service)
    {
    }

    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified)
    {
    }

    public void Happened(RoomEventRecord happened)
    {
        if (happened.Kind == EventKind.Message && Messages.Count < Most)
            Messages.Enqueue(Encoding.UTF8.GetString(happened.Content.Span));
    }

    public void Ended(EndPoint peer, PrincipalId client, string reason) => Endings.Enqueue(reason);

    public void Moderated(ModerationAct act, string words)
    {
    }

    void IKdcObserver.Refused(IPEndPoint peer, KdcRefusalKind kind, string reason) => Refuse(reason);

    void IRoomObserver.Refused(EndPoint peer, string reason) => Refuse(reason);

    private void Refuse(string reason)
    {
        if (Refusals.Count < Most)
            Refusals.Enqueue(reason);
    }
}
