using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>
/// Writes the clean packets of a capture as JSON on lines, and hands on the others. It is for a decoder without keys: what is under
/// a ciphertext is not looked at.
/// </summary>
/// <param name="protocol">The tables.</param>
/// <param name="showSecrets">True to write passwords and keys.</param>
/// <param name="output">Where to; nothing is buffered when another packet is handed on.</param>
/// <param name="rest">Receives every other packet, in its place and with its number.</param>
public sealed class QuickJsonSink(ProtocolLayout protocol, bool showSecrets, Stream output, Action<DecodedPacket> rest) : IPacketSink
{
    private readonly QuickJson _json = new(protocol, showSecrets, output);

    /// <summary>Packets so far.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow flow, DateTimeOffset time)
    {
        if (!_json.TryWrite(packet, direction, Count + 1, offset, flow, time))
            return false;
        Count++;
        return true;
    }

    /// <inheritdoc/>
    public void Take(DecodedPacket packet)
    {
        packet.Number = ++Count;
        _json.Flush();
        rest(packet);
    }

    /// <summary>Hands everything to the stream.</summary>
    public void Complete() => _json.Flush();
}
