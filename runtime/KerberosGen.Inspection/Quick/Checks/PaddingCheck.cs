using KerberosGen.Codec;

namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>There is room for padding that depends on what stands before it; finds the place behind it.</summary>
/// <param name="owner">The first byte of the packet that it is in.</param>
/// <param name="fixedSize">Its bytes before it is aligned.</param>
/// <param name="align">The multiple.</param>
/// <param name="start">Where it begins.</param>
/// <param name="endSlot">What it must fit into.</param>
/// <param name="foundSlot">Receives the place behind it.</param>
internal sealed class PaddingCheck(Place owner, int fixedSize, int align, Place start, int endSlot, int foundSlot) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        int at = start.In(packet) + fixedSize;
        int end = at + Wire.PaddingTo(at - owner.In(packet), align);
        packet.Slots[foundSlot] = end;
        return end <= packet.Slots[endSlot];
    }
}
