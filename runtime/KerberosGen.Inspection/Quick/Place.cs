namespace KerberosGen.Inspection.Quick;

/// <summary>Where something stands in a packet: so many bytes behind a place that is found while the packet is checked.</summary>
/// <param name="Slot">The number of the place that is found: 0 is the packet's first byte.</param>
/// <param name="Delta">Bytes behind it.</param>
internal readonly record struct Place(int Slot, int Delta)
{
    /// <summary>The offset in the packet at hand.</summary>
    public int In(in QuickPacket packet) => packet.Slots[Slot] + Delta;

    public static Place operator +(Place place, int bytes) => place with { Delta = place.Delta + bytes };
}
