using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Filtering;

/// <summary>A condition on packets. Its text reads as the same condition.</summary>
internal abstract class FilterExpression
{
    /// <summary>True if packets must be taken apart for it.</summary>
    public abstract bool NeedsFields { get; }

    /// <summary>True if it may stand beside <c>&amp;&amp;</c> and <c>||</c> without parentheses.</summary>
    public virtual bool IsSimple => true;

    public abstract bool Holds(DecodedPacket packet);
}
