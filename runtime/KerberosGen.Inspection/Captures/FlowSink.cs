using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Captures;

/// <summary>Numbers what is cut out of one flow, and says where it came from.</summary>
/// <param name="flow">Between whom it travels.</param>
/// <param name="decoder">Opens its ciphertexts.</param>
/// <param name="next">Counts the capture's packets.</param>
internal class FlowSink(PacketFlow flow, PacketDecoder decoder, Func<int> next) : IStreamSink
{
    public PacketFlow Flow { get; } = flow;

    public bool IsDatagram { get; init; }

    public DateTimeOffset Time { get; set; }

    public IPacketSink Output { get; set; } = null!;

    public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset)
    {
        if (!Output.TryTake(packet, direction, offset, Flow, Time))
            return false;
        next();
        return true;
    }

    public void Take(DecodedPacket packet)
    {
        packet.Origin = new PacketOrigin(Time, Flow.Stream, Flow.From, Flow.To) { IsDatagram = IsDatagram };
        packet.Number = next();
        decoder.Open(packet);
        Output.Take(packet);
    }
}
