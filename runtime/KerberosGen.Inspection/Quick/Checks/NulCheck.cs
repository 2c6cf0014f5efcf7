namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>A NUL ends what begins here; finds the place behind it.</summary>
internal sealed class NulCheck(Place start, int endSlot, int foundSlot) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        int at = start.In(packet);
        int room = packet.Slots[endSlot] - at;
        int nul = room <= 0 ? -1 : packet.Bytes.Slice(at, room).IndexOf((byte)0);
        packet.Slots[foundSlot] = at + nul + 1;
        return nul >= 0;
    }
}
