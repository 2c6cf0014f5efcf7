using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Filtering;

/// <summary>A path by itself: something is there that is neither false, zero nor empty.</summary>
internal sealed class PresenceExpression(FilterPath path) : FilterExpression
{
    private readonly List<FilterValue> _values = [];

    public override bool NeedsFields => path.NeedsFields;

    public override bool Holds(DecodedPacket packet)
    {
        _values.Clear();
        path.Collect(packet, _values);
        return _values.Exists(v => v.IsTruthy);
    }

    public override string ToString() => path.ToString();
}
