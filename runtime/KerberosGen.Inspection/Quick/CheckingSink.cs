using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>Passes over clean packets, and hands on the others.</summary>
/// <param name="protocol">The tables.</param>
/// <param name="rest">Receives every other packet, in its place and with its number.</param>
public sealed class CheckingSink(ProtocolLayout protocol, Action<DecodedPacket> rest) : QuickSink(rest)
{
    private readonly QuickChecker _checker = new(protocol);

    private protected override bool TryDeal(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow? flow, DateTimeOffset time) =>
        _checker.IsClean(packet, direction);
}
