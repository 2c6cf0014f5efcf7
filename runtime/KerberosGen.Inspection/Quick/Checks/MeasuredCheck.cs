namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>A length or count measures no more than there is; finds the place behind what it measures.</summary>
/// <param name="number">The length or count.</param>
/// <param name="adjust">What was added to it.</param>
/// <param name="unit">Bytes of what it counts: 1 for a length.</param>
/// <param name="start">Where it begins.</param>
/// <param name="endSlot">What it must fit into.</param>
/// <param name="foundSlot">Receives the place behind it.</param>
internal sealed class MeasuredCheck(QuickNumber number, int adjust, int unit, Place start, int endSlot, int foundSlot) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        long measure = number.In(packet);
        long size = measure - adjust;
        int at = start.In(packet);
        int room = packet.Slots[endSlot] - at;
        // A measure of 2^63 or more is read as a negative one, and no packet holds that much.
        if (measure < 0 || size < 0 || size > room || size * unit > room)
            return false;
        packet.Slots[foundSlot] = at + (int)(size * unit);
        return true;
    }
}
