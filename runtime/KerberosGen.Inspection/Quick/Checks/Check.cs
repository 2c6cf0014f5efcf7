namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>
/// One thing that must be so for a packet to be clean. Checks are made in the order of the bytes; some find places that
/// later ones start from.
/// </summary>
internal abstract class Check
{
    /// <summary>True if it is so.</summary>
    public abstract bool Passes(in QuickPacket packet);

    /// <summary>True if all of them pass.</summary>
    public static bool PassAll(Check[] checks, in QuickPacket packet)
    {
        foreach (Check check in checks)
        {
            if (!check.Passes(packet))
                return false;
        }

        return true;
    }
}
