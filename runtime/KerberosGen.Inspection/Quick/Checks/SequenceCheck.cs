namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>Each entry passes, so many of them or up to the last one; finds the place behind it.</summary>
/// <param name="entries">The entries, of a size of their own.</param>
/// <param name="count">How many there are; null if the last one says that it is.</param>
/// <param name="adjust">What was added to the count.</param>
/// <param name="until">What the last entry says.</param>
/// <param name="foundSlot">Receives the place behind it.</param>
internal sealed class SequenceCheck(EntryWalk entries, QuickNumber? count, int adjust, QuickCondition? until, int foundSlot) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        long left = 1;
        if (count is not null)
        {
            left = count.In(packet);
            if (left < 0 || (left -= adjust) < 0)
                return false;
        }

        int at = entries.Stretch.Start.In(packet);
        while (left > 0)
        {
            if (!entries.TryEnter(packet, at, out int next) || next <= at)
                return false;
            at = next;
            if (count is not null)
                left--;
            else if (until!.Holds(packet))
                left = 0;
        }

        packet.Slots[foundSlot] = at;
        return true;
    }
}
