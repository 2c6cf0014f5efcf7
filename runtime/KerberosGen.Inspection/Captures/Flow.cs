using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Captures;

/// <summary>One direction of a conversation: says of what is cut out of it where it came from.</summary>
/// <param name="key">Between whom.</param>
/// <param name="number">The conversation's number in the capture.</param>
/// <param name="output">Where its packets go.</param>
internal class Flow(FlowKey key, int number, CaptureOutput output) : IStreamSink
{
    private readonly FlowKey _key = key;
    private PacketFlow? _packets;

    public ref readonly FlowKey Key => ref _key;

    /// <summary>True for UDP.</summary>
    public bool IsDatagram { get; init; }

    /// <summary>What both directions belong to.</summary>
    public Conversation Conversation { get; set; } = null!;

    /// <summary>When its last frame was captured.</summary>
    public DateTimeOffset Time { get; set; }

    /// <summary>What its packets' receivers know of it.</summary>
    public PacketFlow Packets => _packets ??= new PacketFlow(number, _key.Source, _key.Destination);

    /// <summary>Bytes of memory that it holds.</summary>
    public virtual int Held => 0;

    /// <summary>The same when it was last looked at.</summary>
    public int CountedHeld { get; set; }

    public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset) => output.TryTake(packet, direction, offset, this);

    public void Take(DecodedPacket packet) => output.Take(packet, this);
}
