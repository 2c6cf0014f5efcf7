namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>Finds the end of what takes all that is left but a tail.</summary>
/// <param name="tail">Bytes of the fixed fields behind it.</param>
/// <param name="start">Where it begins.</param>
/// <param name="endSlot">The end of what is left.</param>
/// <param name="foundSlot">Receives the place behind it.</param>
internal sealed class RestCheck(int tail, Place start, int endSlot, int foundSlot) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        int at = start.In(packet);
        int end = packet.Slots[endSlot] - tail;
        packet.Slots[foundSlot] = end;
        return end >= at;
    }
}
