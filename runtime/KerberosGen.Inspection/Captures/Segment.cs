namespace KerberosGen.Inspection.Captures;

/// <summary>What a frame carries for TCP or UDP.</summary>
internal ref struct Segment
{
    /// <summary>Between whom.</summary>
    public FlowKey Key;

    /// <summary>The bytes it carries, as far as they were kept.</summary>
    public ReadOnlySpan<byte> Payload;

    /// <summary>Bytes it carried on the wire.</summary>
    public int PayloadLength;

    /// <summary>TCP: the place of the first byte.</summary>
    public uint Sequence;

    /// <summary>TCP: its flags.</summary>
    public TcpFlags Flags;

    public readonly bool IsTcp => Key.Protocol == IpProtocol.Tcp;

    public readonly bool IsSyn => (Flags & TcpFlags.Syn) != 0;

    public readonly bool IsAcknowledge => (Flags & TcpFlags.Acknowledge) != 0;

    public readonly bool IsFin => (Flags & TcpFlags.Fin) != 0;

    public readonly bool IsReset => (Flags & TcpFlags.Reset) != 0;
}
