using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>Which case of a union is there.</summary>
/// <param name="number">The field that chooses.</param>
/// <param name="union">The union's table.</param>
internal sealed class QuickChoice(QuickNumber number, PacketLayout union)
{
    /// <summary>The case's row; -1 if none knows the value.</summary>
    public int IndexIn(in QuickPacket packet)
    {
        long chosen = number.In(packet);
        int otherwise = -1;
        for (int i = 0; i < union.Fields.Length; i++)
        {
            if (union.Fields[i].Cases.Contains(chosen))
                return i;
            if (otherwise < 0 && union.Fields[i].IsOtherwise)
                otherwise = i;
        }

        return otherwise;
    }
}
