using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;

namespace KerberosGen.Inspection.Quick;

/// <summary>Writes clean packets as JSON on lines, byte for byte as <see cref="JsonRenderer"/> does, and hands on the others.</summary>
/// <param name="decoder">Would decode the packets: what its ring knows of them without keys is checked too.</param>
/// <param name="showSecrets">True to write passwords and keys.</param>
/// <param name="output">Where to; nothing is held back when another packet is handed on.</param>
/// <param name="rest">Receives every other packet, in its place and with its number.</param>
public sealed class QuickJsonSink(PacketDecoder decoder, bool showSecrets, Stream output, Action<DecodedPacket> rest) : QuickSink(rest)
{
    private readonly QuickJson _json = new(decoder, showSecrets, output);

    /// <inheritdoc/>
    public override void Flush() => _json.Flush();

    private protected override bool TryDeal(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow? flow, DateTimeOffset time) =>
        _json.TryWrite(packet, direction, Count + 1, offset, flow, time);
}
