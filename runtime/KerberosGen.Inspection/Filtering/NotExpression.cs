using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Filtering;

/// <summary>The contrary of a condition.</summary>
internal sealed class NotExpression(FilterExpression part) : FilterExpression
{
    public override bool NeedsFields => part.NeedsFields;

    public override bool Holds(DecodedPacket packet) => !part.Holds(packet);

    public override string ToString() => part is PresenceExpression or NotExpression ? $"!{part}" : $"!({part})";
}
