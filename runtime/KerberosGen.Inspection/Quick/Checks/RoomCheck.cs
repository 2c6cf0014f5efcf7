namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>There is room for a run of fixed-size fields.</summary>
internal sealed class RoomCheck(int slot, int endSlot) : Check
{
    /// <summary>The place that the run is counted from.</summary>
    public int Slot { get; } = slot;

    /// <summary>Bytes of the run; fields are added while the plan is made.</summary>
    public int Size { get; set; }

    public override bool Passes(in QuickPacket packet) => packet.Slots[Slot] + (long)Size <= packet.Slots[endSlot];
}
