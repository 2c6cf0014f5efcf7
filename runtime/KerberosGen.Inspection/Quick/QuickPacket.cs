namespace KerberosGen.Inspection.Quick;

/// <summary>A packet while it is checked and written: its bytes, and the places that were found in them.</summary>
internal readonly ref struct QuickPacket(ReadOnlySpan<byte> bytes, Span<int> slots)
{
    /// <summary>The slot of the packet's first byte.</summary>
    public const int StartSlot = 0;

    /// <summary>The slot of the place behind its last byte.</summary>
    public const int EndSlot = 1;

    /// <summary>Its bytes, header first.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>The offsets of the places that vary from packet to packet.</summary>
    public Span<int> Slots { get; } = slots;
}
