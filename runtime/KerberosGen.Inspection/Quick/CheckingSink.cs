using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Quick;

/// <summary>Passes over clean packets, and hands on the others.</summary>
/// <param name="decoder">Would decode the packets: what its ring knows of them without keys is checked too.</param>
/// <param name="rest">Receives every other packet, in its place and with its number.</param>
public sealed class CheckingSink(PacketDecoder decoder, Action<DecodedPacket> rest) : QuickSink(rest)
{
    private readonly QuickChecker _checker = new(decoder);

    private protected override bool TryDeal(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow? flow, DateTimeOffset time) =>
        _checker.IsClean(packet, direction, Count + 1);
}
