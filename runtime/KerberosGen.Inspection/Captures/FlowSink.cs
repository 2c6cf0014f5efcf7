using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Captures;

/// <summary>Numbers what is cut out of one flow, and says where it came from.</summary>
/// <param name="flow">Between whom it travels.</param>
/// <param name="next">Counts the capture's packets.</param>
internal class FlowSink(PacketFlow flow, Func<int> next) : IStreamSink
{
    public PacketFlow Flow { get; } = flow;

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
        packet.Origin = new PacketOrigin(Time, Flow.Stream, Flow.From, Flow.To);
        packet.Number = next();
        Output.Take(packet);
    }
}
