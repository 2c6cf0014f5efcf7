namespace KerberosGen.Inspection.Captures;

/// <summary>What a frame carries for TCP or UDP.</summary>
/// <param name="key">Between whom.</param>
/// <param name="payload">The bytes it carries, as far as they were kept.</param>
/// <param name="payloadLength">Bytes it carried on the wire.</param>
/// <param name="sequence">TCP: the place of the first byte.</param>
/// <param name="flags">TCP: its flags.</param>
internal readonly ref struct Segment(FlowKey key, ReadOnlySpan<byte> payload, int payloadLength, uint sequence = 0, TcpFlags flags = TcpFlags.None)
{
    public readonly FlowKey Key = key;
    public readonly ReadOnlySpan<byte> Payload = payload;
    public readonly int PayloadLength = payloadLength;
    public readonly uint Sequence = sequence;
    public readonly TcpFlags Flags = flags;

    public bool IsTcp => Key.Protocol == IpProtocol.Tcp;

    public bool IsSyn => (Flags & TcpFlags.Syn) != 0;

    public bool IsAcknowledge => (Flags & TcpFlags.Acknowledge) != 0;

    public bool IsFin => (Flags & TcpFlags.Fin) != 0;

    public bool IsReset => (Flags & TcpFlags.Reset) != 0;
}
