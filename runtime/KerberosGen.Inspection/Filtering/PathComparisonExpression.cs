using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Filtering;

/// <summary>Two paths of a packet compared: some value of one with some of the other; for <c>!=</c> there are such, and none are equal.</summary>
internal sealed class PathComparisonExpression(FilterPath left, FilterOperator operation, FilterPath right) : FilterExpression
{
    private readonly List<FilterValue> _left = [];
    private readonly List<FilterValue> _right = [];

    public override bool NeedsFields => left.NeedsFields || right.NeedsFields;

    public override bool Holds(DecodedPacket packet)
    {
        _left.Clear();
        _right.Clear();
        left.Collect(packet, _left);
        right.Collect(packet, _right);
        bool isAny = false;
        foreach (FilterValue value in _left)
        {
            foreach (FilterValue other in _right)
            {
                bool? holds = FilterComparison.Test(value, operation, other);
                if (operation == FilterOperator.NotEqual && holds == false)
                    return false;
                isAny |= holds == true;
            }
        }

        return isAny;
    }

    public override string ToString() => $"{left} {ComparisonExpression.SymbolOf(operation)} {right}";
}
