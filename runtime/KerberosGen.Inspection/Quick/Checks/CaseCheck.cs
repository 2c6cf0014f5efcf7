namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>The chosen case of a union is known and passes; finds the place behind it.</summary>
/// <param name="choice">Which case is there.</param>
/// <param name="cases">The checks of each, and the place behind it.</param>
/// <param name="foundSlot">Receives the place behind the case.</param>
internal sealed class CaseCheck(QuickChoice choice, (Check[] Checks, Place End)[] cases, int foundSlot) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        int index = choice.IndexIn(packet);
        if (index < 0 || !PassAll(cases[index].Checks, packet))
            return false;
        packet.Slots[foundSlot] = cases[index].End.In(packet);
        return true;
    }
}
