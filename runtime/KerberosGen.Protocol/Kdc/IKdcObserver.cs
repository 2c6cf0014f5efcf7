using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Is told what the KDC does: a log, a counter, a test. It is never given a secret. It is called on the connection's own
/// path, by many of them at once: it returns soon, throws nothing, and keeps no peer's end point that it may not share.
/// </summary>
public interface IKdcObserver
{
    /// <summary>A client has registered.</summary>
    void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id);

    /// <summary>A service has registered.</summary>
    void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint);

    /// <summary>
    /// A service has registered from a loopback address while the KDC serves other hosts too (<see cref="KdcOptions.ServesOtherHosts"/>):
    /// clients there are told an address that leads them to themselves. Told once for each registration, after <see cref="ServiceRegistered"/>.
    /// </summary>
    void ServiceAtLoopback(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint);

    /// <summary>The list of services was sent.</summary>
    void ServicesListed(IPEndPoint peer, PrincipalId client, int count);

    /// <summary>A ticket was issued.</summary>
    void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service);

    /// <summary>
    /// True if the reason of such a refusal will be read. If not, <see cref="Refused"/> may be given an empty one: no words are
    /// made for a log that is off, or that has said the same often enough.
    /// </summary>
    bool ReadsReason(KdcRefusalKind kind) => true;

    /// <summary>
    /// A request was answered, after whatever else there is to tell of it: once for each that had a whole header.
    /// </summary>
    /// <param name="code">Its code.</param>
    /// <param name="isRefused">True if it was answered with 1601 or 1609.</param>
    /// <param name="time">How long the answer took, from when the request was there until its answer was ready to be sent.</param>
    void Answered(ushort code, bool isRefused, TimeSpan time)
    {
    }

    /// <summary>A request was refused, with 1601 or 1609.</summary>
    void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason);
}
