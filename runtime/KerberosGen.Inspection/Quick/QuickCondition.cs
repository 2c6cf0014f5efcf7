using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>What must hold of earlier numbers.</summary>
/// <param name="parts">Conditions and the numbers that they ask for.</param>
/// <param name="needsAll">True if all must hold, false if one is enough.</param>
internal sealed class QuickCondition((ConditionLayout Layout, QuickNumber Number)[] parts, bool needsAll)
{
    public bool Holds(in QuickPacket packet)
    {
        foreach ((ConditionLayout layout, QuickNumber number) in parts)
        {
            if (layout.Holds(number.In(packet)) != needsAll)
                return !needsAll;
        }

        return needsAll;
    }
}
