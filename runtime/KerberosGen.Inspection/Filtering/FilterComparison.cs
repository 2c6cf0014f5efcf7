using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Filtering;

/// <summary>Compares values with what is typed and with each other.</summary>
internal static class FilterComparison
{
    /// <summary>True or false; null if there is nothing to compare.</summary>
    public static bool? Test(in FilterValue value, FilterOperator operation, FilterLiteral literal)
    {
        if (operation == FilterOperator.Contains)
            return Contains(value, literal);
        if (value.Kind == FilterKind.Findings && literal.Number is null)
            return HasFinding(value, literal.Text) == (operation != FilterOperator.NotEqual);
        return Decide(Compare(value, literal), operation);
    }

    /// <summary>True or false; null if there is nothing to compare.</summary>
    public static bool? Test(in FilterValue value, FilterOperator operation, in FilterValue other) => Decide(Compare(value, other), operation);

    private static bool? Decide(int? order, FilterOperator operation) => order is not { } sign ? null : operation switch
    {
        FilterOperator.Equal => sign == 0,
        FilterOperator.NotEqual => sign != 0,
        FilterOperator.Less => sign < 0,
        FilterOperator.LessOrEqual => sign <= 0,
        FilterOperator.Greater => sign > 0,
        _ => sign >= 0,
    };

    private static int? Compare(in FilterValue value, FilterLiteral literal) => value.Kind switch
    {
        FilterKind.Number => literal.NumberFor(value.Type) is { } number ? value.Number.CompareTo(number) : null,
        FilterKind.Findings => literal.Number is { } count ? value.Number.CompareTo(count) : null,
        FilterKind.Time when literal.Number is { } units && value.Field is not null => value.Number.CompareTo(units),
        FilterKind.Time => value.Time is { } time && literal.Time is { } other ? time.CompareTo(other) : null,
        FilterKind.Text => string.CompareOrdinal(value.Text, literal.Text),
        FilterKind.Word => string.Compare(value.Text, literal.Text, StringComparison.OrdinalIgnoreCase),
        FilterKind.Bytes => literal.BytesFor(value.Type) is { } bytes ? value.Bytes.Span.SequenceCompareTo(bytes) : null,
        FilterKind.Endpoint => CompareEndpoint(value, literal),
        _ => null,
    };

    private static int? Compare(in FilterValue value, in FilterValue other) => (value.Kind, other.Kind) switch
    {
        (FilterKind.Number or FilterKind.Findings, FilterKind.Number or FilterKind.Findings) => value.Number.CompareTo(other.Number),
        (FilterKind.Time, FilterKind.Time) => value.Time is { } time && other.Time is { } otherTime ? time.CompareTo(otherTime) : null,
        (FilterKind.Text or FilterKind.Word, FilterKind.Text or FilterKind.Word) => string.CompareOrdinal(value.Text, other.Text),
        (FilterKind.Bytes, FilterKind.Bytes) => value.Bytes.Span.SequenceCompareTo(other.Bytes.Span),
        (FilterKind.Endpoint, FilterKind.Endpoint) => string.CompareOrdinal(value.Endpoint!.ToString(), other.Endpoint!.ToString()),
        _ => null,
    };

    private static int? CompareEndpoint(in FilterValue value, FilterLiteral literal)
    {
        if (literal.Endpoint is not { } wanted)
            return null;
        int address = value.Endpoint!.Address.GetAddressBytes().AsSpan().SequenceCompareTo(wanted.Address.GetAddressBytes());
        return address != 0 || !literal.HasPort ? address : value.Endpoint.Port.CompareTo(wanted.Port);
    }

    private static bool? Contains(in FilterValue value, FilterLiteral literal) => value.Kind switch
    {
        FilterKind.Text => value.Text!.Contains(literal.Text, StringComparison.Ordinal),
        FilterKind.Word => value.Text!.Contains(literal.Text, StringComparison.OrdinalIgnoreCase),
        FilterKind.Endpoint => value.Endpoint!.ToString().Contains(literal.Text, StringComparison.OrdinalIgnoreCase),
        FilterKind.Bytes when literal.BytesFor(value.Type) is { } part => value.Bytes.Span.IndexOf(part) >= 0,
        FilterKind.Number when literal.NumberFor(value.Type) is { } flags => (value.Number.Bits & flags.Bits) == flags.Bits,
        _ => null,
    };

    private static bool HasFinding(in FilterValue value, string id)
    {
        foreach (Finding finding in value.Packet!.AllFindings)
        {
            if (finding.Severity == value.Severity && finding.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
