namespace KerberosGen.Inspection.Quick;

/// <summary>The bytes of a field.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">Behind its last byte.</param>
internal readonly record struct Stretch(Place Start, Place End)
{
    /// <summary>Its size in bytes; null if the packet at hand decides.</summary>
    public int? Size => Start.Slot == End.Slot ? End.Delta - Start.Delta : null;

    /// <summary>Its bytes in the packet at hand.</summary>
    public ReadOnlySpan<byte> In(in QuickPacket packet)
    {
        int start = Start.In(packet);
        return packet.Bytes.Slice(start, End.In(packet) - start);
    }
}
