using System.Collections.Immutable;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Filtering;

/// <summary>All of several conditions, or any of them.</summary>
/// <param name="isAll">True for all, false for any.</param>
/// <param name="parts">Two or more.</param>
internal sealed class CombinedExpression(bool isAll, ImmutableArray<FilterExpression> parts) : FilterExpression
{
    public override bool NeedsFields => parts.Any(p => p.NeedsFields);

    public override bool IsSimple => false;

    public override bool Holds(DecodedPacket packet)
    {
        foreach (FilterExpression part in parts)
        {
            if (part.Holds(packet) != isAll)
                return !isAll;
        }

        return isAll;
    }

    // The conditions of && need no parentheses within ||.
    public override string ToString() => string.Join(
        isAll ? " && " : " || ", parts.Select(p => p.IsSimple || (!isAll && p is CombinedExpression { IsAll: true }) ? p.ToString() : $"({p})"));

    private bool IsAll => isAll;
}
