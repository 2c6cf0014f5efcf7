using System.Buffers;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// One connection's way out, for responses from any thread. Each packet goes in whole, in one span, before the next; a
/// send never waits for the peer.
/// </summary>
public abstract class PacketOutlet
{
    private readonly Lock _gate = new();
    private bool _isClosed;

    /// <summary>Where packets are written, under the outlet's own lock.</summary>
    protected abstract IBufferWriter<byte> Output { get; }

    /// <summary>Sends a response; nothing happens once the outlet is closed.</summary>
    public void Send<TPacket>(scoped in TPacket packet)
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            Frame.Write(Output, new ResponseHeader { Version = ProtocolLimits.Version }, in packet);
            Flush();
        }
    }

    /// <summary>Ends the outlet: what is sent from now on goes nowhere. When this returns no send is under way.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
    }

    /// <summary>Runs an action of the outlet's own under its lock, unless it is closed.</summary>
    protected void Exclusively(Action action)
    {
        lock (_gate)
        {
            if (!_isClosed)
                action();
        }
    }

    /// <summary>Hands what was written to the connection, without waiting. Called under the outlet's lock.</summary>
    protected abstract void Flush();
}
