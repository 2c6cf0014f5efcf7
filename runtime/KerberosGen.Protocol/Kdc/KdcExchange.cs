using System.Buffers;
using System.Net;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Whom the KDC is talking to, and where its answers go.</summary>
/// <param name="peer">The peer's address and port, as the KDC sees them.</param>
/// <param name="output">Where answers are written; each one in one span.</param>
/// <param name="observer">Who is told what was done.</param>
/// <param name="cancellation">Ends waits for the store.</param>
public sealed class KdcExchange(IPEndPoint peer, IBufferWriter<byte> output, IKdcObserver observer, CancellationToken cancellation)
{
    /// <summary>The peer's address and port, as the KDC sees them.</summary>
    public IPEndPoint Peer { get; } = peer;

    /// <summary>Who is told what was done.</summary>
    public IKdcObserver Observer { get; } = observer;

    /// <summary>Ends waits for the store.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Writes an answer.</summary>
    public void Answer<TPacket>(scoped in TPacket packet)
        where TPacket : IMessage<TPacket>, allows ref struct =>
        Frame.Write(output, new ResponseHeader { Version = ProtocolLimits.Version }, in packet);

    /// <summary>Refuses a request: the peer gets 1609 and nothing else, the observer the reason.</summary>
    public Disposition Refuse(string reason, Disposition disposition = Disposition.KeepOpen)
    {
        Answer(default(GeneralError));
        Observer.Refused(Peer, reason);
        return disposition;
    }
}
