using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>Passes over the clean packets of a capture, and hands on the others.</summary>
/// <param name="protocol">The tables.</param>
/// <param name="rest">Receives every other packet, in its place and with its number.</param>
public sealed class CheckingSink(ProtocolLayout protocol, Action<DecodedPacket> rest) : IPacketSink
{
    private readonly QuickChecker _checker = new(protocol);

    /// <summary>Packets so far.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow flow, DateTimeOffset time)
    {
        if (!_checker.IsClean(packet, direction))
            return false;
        Count++;
        return true;
    }

    /// <inheritdoc/>
    public void Take(DecodedPacket packet)
    {
        packet.Number = ++Count;
        rest(packet);
    }
}
