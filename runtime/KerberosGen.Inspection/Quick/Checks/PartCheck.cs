namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>A packet's length can be; finds the packet's end.</summary>
/// <param name="number">The length.</param>
/// <param name="adjust">What was added to it.</param>
/// <param name="least">Bytes that the packet takes at the least.</param>
/// <param name="start">The packet's first byte.</param>
/// <param name="at">Behind its length.</param>
/// <param name="endSlot">What it must fit into.</param>
/// <param name="foundSlot">Receives its end.</param>
internal sealed class PartCheck(QuickNumber number, int adjust, int least, Place start, Place at, int endSlot, int foundSlot) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        long measure = number.In(packet);
        long size = measure - adjust;
        int first = start.In(packet);
        if (measure < 0 || size < Math.Max(least, at.In(packet) - first) || size > packet.Slots[endSlot] - first)
            return false;
        packet.Slots[foundSlot] = first + (int)size;
        return true;
    }
}
