using System.Collections.Immutable;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Filtering;

/// <summary>
/// A path compared with what is typed. Of several values one is enough; but <c>!=</c> holds only if there is a value and none is
/// equal.
/// </summary>
/// <param name="path">What is compared.</param>
/// <param name="operation">How.</param>
/// <param name="items">With what: one literal; for <see cref="FilterOperator.In"/> some, or ranges of them.</param>
internal sealed class ComparisonExpression(FilterPath path, FilterOperator operation, ImmutableArray<ComparisonExpression.Item> items) : FilterExpression
{
    private readonly List<FilterValue> _values = [];

    public override bool NeedsFields => path.NeedsFields;

    public override bool Holds(DecodedPacket packet)
    {
        _values.Clear();
        path.Collect(packet, _values);
        bool isAny = false;
        foreach (FilterValue value in _values)
        {
            bool? holds = Test(value);
            if (operation == FilterOperator.NotEqual && holds == false)
                return false;
            isAny |= holds == true;
        }

        return isAny;
    }

    public override string ToString() => operation == FilterOperator.In
        ? $"{path} in ({string.Join(", ", items)})"
        : $"{path} {SymbolOf(operation)} {items[0]}";

    internal static string SymbolOf(FilterOperator operation) => operation switch
    {
        FilterOperator.Equal => "==",
        FilterOperator.NotEqual => "!=",
        FilterOperator.Less => "<",
        FilterOperator.LessOrEqual => "<=",
        FilterOperator.Greater => ">",
        FilterOperator.GreaterOrEqual => ">=",
        FilterOperator.Contains => "contains",
        FilterOperator.Matches => "matches",
        _ => "in",
    };

    private bool? Test(in FilterValue value)
    {
        if (operation != FilterOperator.In)
            return FilterComparison.Test(value, operation, items[0].From);
        foreach (Item item in items)
        {
            bool isIn = item.To is { } to
                ? FilterComparison.Test(value, FilterOperator.GreaterOrEqual, item.From) == true && FilterComparison.Test(value, FilterOperator.LessOrEqual, to) == true
                : FilterComparison.Test(value, FilterOperator.Equal, item.From) == true;
            if (isIn)
                return true;
        }

        return false;
    }

    /// <summary>One value, or all between two.</summary>
    internal readonly record struct Item(FilterLiteral From, FilterLiteral? To)
    {
        public override string ToString() => To is null ? From.ToString() : $"{From} .. {To}";
    }
}
