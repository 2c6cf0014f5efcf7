using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Quick;

/// <summary>
/// Deals with clean packets where their bytes lie, and hands on the others. It is for a decoder without keys: what is under a
/// ciphertext is not looked at.
/// </summary>
public abstract class QuickSink : IPacketSink
{
    private readonly Action<DecodedPacket> _rest;

    private protected QuickSink(Action<DecodedPacket> rest) => _rest = rest;

    /// <summary>Packets so far.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow flow, DateTimeOffset time)
    {
        if (!TryDeal(packet, direction, offset, flow, time))
            return false;
        Count++;
        return true;
    }

    /// <inheritdoc/>
    public void Take(DecodedPacket packet)
    {
        packet.Number = ++Count;
        Flush();
        _rest(packet);
    }

    /// <summary>Writes out what is finished.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>Offers a packet that no capture holds.</summary>
    internal bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset)
    {
        if (!TryDeal(packet, direction, offset, null, default))
            return false;
        Count++;
        return true;
    }

    private protected abstract bool TryDeal(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow? flow, DateTimeOffset time);
}
