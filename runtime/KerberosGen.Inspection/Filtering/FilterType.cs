using System.Collections.Immutable;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Filtering;

/// <summary>What a path may lead to.</summary>
/// <param name="Kind">How it compares.</param>
/// <param name="Field">The field's type; null for a member of the packet that has none.</param>
internal sealed record FilterType(FilterKind Kind, FieldType? Field = null)
{
    private const int ManyWords = 8;

    /// <summary>For <see cref="FilterKind.Word"/>: all there are.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What else may have been meant, behind the message that refuses a word.</summary>
    public string Note { get; init; } = "";

    public static FilterType Of(FieldType type) => new(
        type.Kind switch
        {
            FieldKind.Unsigned or FieldKind.Signed or FieldKind.Boolean or FieldKind.Float => FilterKind.Number,
            FieldKind.Time => FilterKind.Time,
            FieldKind.Text => FilterKind.Text,
            FieldKind.Bytes or FieldKind.Guid => FilterKind.Bytes,
            _ => FilterKind.Composite,
        },
        type);

    /// <summary>True if a bare word is a value here rather than a path.</summary>
    public bool TakesWord(string word) => Kind switch
    {
        FilterKind.Word => Words.Contains(word, StringComparer.OrdinalIgnoreCase),
        FilterKind.Number => FilterLiteral.NumberOf(Field, word) is not null,
        FilterKind.Bytes => FilterLiteral.BytesOf(word) is not null,
        FilterKind.Findings => word.StartsWith("KGI", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>Why a literal can never be compared with this; null if it can.</summary>
    public string? Refuses(FilterLiteral literal, FilterOperator operation) => Kind switch
    {
        FilterKind.Composite => "it holds several fields; name one of them",
        _ when operation == FilterOperator.Matches => Kind is FilterKind.Text or FilterKind.Word or FilterKind.Endpoint ? null : "matches looks at text, and this is none",
        FilterKind.Text => literal.IsQuoted ? null : $"it is text; write \"{literal.Text}\"",
        FilterKind.Word => operation == FilterOperator.Contains || Words.Contains(literal.Text, StringComparer.OrdinalIgnoreCase) ? null : RefusesWord(literal.Text),
        FilterKind.Number => RefusesNumber(literal, operation),
        FilterKind.Time when operation == FilterOperator.Contains => "contains looks at text and bytes, and this is a time",
        FilterKind.Time => literal.Time is not null || literal.Number is not null ? null : "it is a time; write 2026-02-24T20:49:56 (UTC unless an offset follows)",
        FilterKind.Bytes => RefusesBytes(literal, operation),
        FilterKind.Endpoint => literal.Endpoint is not null || operation == FilterOperator.Contains ? null : "it is an address; write 10.0.0.1, 10.0.0.1:8000 or \"[::1]:8000\"",
        _ when TakesWord(literal.Text) => FindingIds.All.Contains(literal.Text, StringComparer.OrdinalIgnoreCase) ? null : "no finding has this id",
        _ => literal.Number is not null ? null : "it is a number of findings, or compares with an id such as KGI102",
    };

    private string RefusesWord(string word)
    {
        string hint = NearName.Hint(word, Words);
        string all = Words.IsEmpty ? "it has no value in this protocol" : Words.Length > ManyWords ? "it has no such value" : $"it is one of {string.Join(", ", Words)}";
        return all + Note + hint;
    }

    private string? RefusesNumber(FilterLiteral literal, FilterOperator operation)
    {
        bool isFlags = Field is { IsFlags: true };
        if (operation == FilterOperator.Contains && !isFlags)
            return "contains looks at text, bytes and flags, and this is a number";
        if (literal.NumberFor(Field) is not null)
            return null;
        if (Field is not { Members.IsEmpty: false })
            return literal.IsQuoted && FilterNumber.TryParse(literal.Text, out _) ? "it is a number; leave the quotes out" : "it is a number";
        return $"it is a number or a name{NearName.Hint(literal.Text, Field.Members.Select(m => m.Name))}";
    }

    private string? RefusesBytes(FilterLiteral literal, FilterOperator operation)
    {
        if (literal.BytesFor(Field) is not { } bytes)
            return "it is bytes; write them in hex: 0x4e43ae19 or \"4e 43 ae 19\"";
        bool isWhole = operation is FilterOperator.Equal or FilterOperator.NotEqual or FilterOperator.In;
        return isWhole && Field?.Size is { } size && size != bytes.Length
            ? FormattableString.Invariant($"it has {size} bytes and these are {bytes.Length}; contains looks for a part")
            : null;
    }
}
