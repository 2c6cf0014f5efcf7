using System.Buffers;
using System.Net;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Whom the KDC is talking to, and where its answers go. One serves any number of requests, one after the other.
/// </summary>
/// <param name="peer">The peer's address and port, as the KDC sees them.</param>
/// <param name="output">Where answers are written; each one in one span.</param>
/// <param name="observer">Who is told what was done.</param>
/// <param name="cancellation">Ends waits for the store.</param>
public sealed class KdcExchange(IPEndPoint peer, IBufferWriter<byte> output, IKdcObserver observer, CancellationToken cancellation)
{
    /// <summary>The peer's address and port, as the KDC sees them.</summary>
    public IPEndPoint Peer { get; private set; } = peer;

    /// <summary>Who is told what was done.</summary>
    public IKdcObserver Observer { get; } = observer;

    /// <summary>Ends waits for the store.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>
    /// Why the present request was refused with 1609, or turned away; null if it was not. A registration that was done and refused
    /// (1601) is an answer like others.
    /// </summary>
    public KdcRefusalKind? RefusedAs { get; private set; }

    /// <summary>True if the present request was answered with 1601 or 1609.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>The next request of the same peer begins.</summary>
    public void Begin()
    {
        RefusedAs = null;
        IsRefused = false;
    }

    /// <summary>The next request begins, and another peer makes it.</summary>
    public void Begin(IPEndPoint peer)
    {
        Peer = peer;
        Begin();
    }

    /// <summary>Writes an answer.</summary>
    public void Answer<TPacket>(scoped in TPacket packet)
        where TPacket : IMessage<TPacket>, allows ref struct =>
        Frame.Write(output, new ResponseHeader { Version = ProtocolLimits.Version }, in packet);

    /// <summary>Refuses a request: the peer gets 1609 and nothing else, the observer the reason.</summary>
    public Disposition Refuse(KdcRefusalKind kind, string reason, Disposition disposition = Disposition.KeepOpen)
    {
        Answer(default(GeneralError));
        RefusedAs = kind;
        IsRefused = true;
        Observer.Refused(Peer, kind, reason);
        return disposition;
    }

    /// <summary>Refuses a request with 1609, in words that are made only where they are read: a flood of refused requests leaves no garbage.</summary>
    /// <param name="kind">The kind of reason.</param>
    /// <param name="subject">What the reason is about.</param>
    /// <param name="words">The reason, from <see cref="KdcRefusals"/> or <see cref="Refusals"/>.</param>
    /// <param name="disposition">What becomes of the connection.</param>
    public Disposition Refuse<T>(KdcRefusalKind kind, T subject, Func<T, string> words, Disposition disposition = Disposition.KeepOpen) =>
        Refuse(kind, Observer.ReadsReason(kind) ? words(subject) : "", disposition);

    /// <summary>Refuses a registration with 1601; the connection stays.</summary>
    /// <param name="kind">The kind of reason.</param>
    /// <param name="subject">What the reason is about.</param>
    /// <param name="words">The reason, from <see cref="KdcRefusals"/>.</param>
    public Disposition RefuseRegistration<T>(KdcRefusalKind kind, T subject, Func<T, string> words)
    {
        Answer(default(RegistrationFailure));
        IsRefused = true;
        Observer.Refused(Peer, kind, Observer.ReadsReason(kind) ? words(subject) : "");
        return Disposition.KeepOpen;
    }

    /// <summary>Refuses a request before anything is done for it, with what its code is refused with: 1601 or 1609.</summary>
    public Disposition TurnAway(ushort code, KdcRefusalKind kind, string reason, Disposition disposition = Disposition.KeepOpen)
    {
        if (code is not (ClientRegistration.Code or ServiceRegistration.Code))
            return Refuse(kind, reason, disposition);
        Answer(default(RegistrationFailure));
        RefusedAs = kind;
        IsRefused = true;
        Observer.Refused(Peer, kind, reason);
        return disposition;
    }
}
