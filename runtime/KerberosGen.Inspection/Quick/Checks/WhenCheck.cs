namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>What may be absent passes if it is there; finds the place behind it.</summary>
/// <param name="condition">When it is there.</param>
/// <param name="inner">Its checks.</param>
/// <param name="absent">Where it would begin.</param>
/// <param name="present">Behind it if it is there.</param>
/// <param name="foundSlot">Receives the place behind it.</param>
internal sealed class WhenCheck(QuickCondition condition, Check[] inner, Place absent, Place present, int foundSlot) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        bool isThere = condition.Holds(packet);
        if (isThere && !PassAll(inner, packet))
            return false;
        packet.Slots[foundSlot] = (isThere ? present : absent).In(packet);
        return true;
    }
}
