using System.Collections.Immutable;

namespace KerberosGen.Inspection.Filtering;

/// <summary>Makes a condition of tokens: <c>!</c> binds closest, then comparisons, <c>&amp;&amp;</c>, <c>||</c>.</summary>
internal sealed class FilterParser(string text, List<FilterToken> tokens, FilterPathResolver paths)
{
    private const int Deepest = 64;

    private static readonly string[] Operators = ["contains", "matches", "in"];

    private FilterError? _error;
    private int _next;
    private int _depth;

    private FilterToken Current => tokens[_next];

    public FilterExpression? Parse(out FilterError? error)
    {
        FilterExpression? expression = Any();
        if (expression is not null && Current.Kind != FilterTokenKind.End)
            expression = Fail<FilterExpression>(Current, IsOperator(Current) ? "a comparison has one operator; join two with &&" : "&& or || is missing in front of this");
        error = _error;
        return expression;
    }

    private FilterExpression? Any() => Joined("||", "or", isAll: false, All);

    private FilterExpression? All() => Joined("&&", "and", isAll: true, One);

    private FilterExpression? Joined(string symbol, string word, bool isAll, Func<FilterExpression?> part)
    {
        List<FilterExpression> parts = [];
        do
        {
            if (part() is not { } next)
                return null;
            parts.Add(next);
        }
        while (Takes(symbol, word));
        return parts is [var only] ? only : new CombinedExpression(isAll, [.. parts]);
    }

    private FilterExpression? One()
    {
        if (++_depth > Deepest)
            return Fail<FilterExpression>(Current, FormattableString.Invariant($"conditions stand in more than {Deepest} parentheses"));
        FilterExpression? expression = Takes("!", "not") ? (One() is { } part ? new NotExpression(part) : null)
            : Current.Is("(") ? Parenthesised()
            : Comparison();
        _depth--;
        return expression;
    }

    private FilterExpression? Parenthesised()
    {
        FilterToken open = Current;
        _next++;
        if (Any() is not { } expression)
            return null;
        if (Current.Is(")"))
        {
            _next++;
            return expression;
        }

        return Current.Kind == FilterTokenKind.End
            ? Fail<FilterExpression>(open, "its closing parenthesis is missing")
            : Fail<FilterExpression>(Current, "&&, || or ) is missing in front of this");
    }

    private FilterExpression? Comparison()
    {
        FilterToken first = Current;
        if (first.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted) || IsOperator(first))
            return Fail<FilterExpression>(first, first.Kind == FilterTokenKind.End ? "a condition is missing here" : "a field's path is missing in front of this");
        _next++;
        // 64 < length is length > 64.
        bool isTurned = first.Kind == FilterTokenKind.Quoted || (!LooksLikePath(first.Text) && Turned(Operation(Current)) is not null);
        if (isTurned)
            return TurnedComparison(first);
        if (PathOf(first) is not { } path)
            return null;
        if (Operation(Current) is not { } operation)
            return new PresenceExpression(path);
        FilterToken symbol = Current;
        _next++;
        return operation switch
        {
            FilterOperator.In => Listed(path),
            FilterOperator.Matches => Matched(path),
            _ when IsPath(Current, path) => TwoPaths(path, operation, symbol),
            _ => LiteralFor(path, operation) is { } literal ? new ComparisonExpression(path, operation, [new(literal, null)]) : null,
        };
    }

    private FilterExpression? TurnedComparison(FilterToken literal)
    {
        if (Turned(Operation(Current)) is not { } operation)
            return Fail<FilterExpression>(literal, "a value by itself says nothing; compare a field with it");
        _next++;
        FilterToken second = Current;
        if (second.Kind != FilterTokenKind.Word || PathOf(second) is not { } path)
            return Fail<FilterExpression>(second, "a field's path is missing here");
        _next++;
        return Checked(path, operation, literal) is { } value ? new ComparisonExpression(path, operation, [new(value, null)]) : null;
    }

    private PathComparisonExpression? TwoPaths(FilterPath left, FilterOperator operation, FilterToken symbol)
    {
        if (PathOf(Current) is not { } right)
            return null;
        if (operation == FilterOperator.Contains)
            return Fail<PathComparisonExpression>(symbol, "contains takes a value, not a field");
        _next++;
        return new PathComparisonExpression(left, operation, right);
    }

    private ComparisonExpression? Listed(FilterPath path)
    {
        if (!Takes("(", null))
            return Fail<ComparisonExpression>(Current, "in takes values in parentheses: code in (1024, 1027..1029)");
        ImmutableArray<ComparisonExpression.Item>.Builder items = ImmutableArray.CreateBuilder<ComparisonExpression.Item>();
        do
        {
            if (LiteralFor(path, FilterOperator.In) is not { } from)
                return null;
            FilterLiteral? to = null;
            if (Takes("..", null) && (to = LiteralFor(path, FilterOperator.In)) is null)
                return null;
            items.Add(new ComparisonExpression.Item(from, to));
        }
        while (Takes(",", null));
        return Takes(")", null) ? new ComparisonExpression(path, FilterOperator.In, items.ToImmutable()) : Fail<ComparisonExpression>(Current, "a comma or ) is missing here");
    }

    private MatchExpression? Matched(FilterPath path)
    {
        FilterToken token = Current;
        if (token.Kind != FilterTokenKind.Quoted)
            return Fail<MatchExpression>(token, "matches takes a regular expression in quotes");
        if (LiteralFor(path, FilterOperator.Matches) is not { } pattern)
            return null;
        return MatchExpression.Prepare(pattern.Text, out string problem) is { } regex ? new MatchExpression(path, pattern, regex) : Fail<MatchExpression>(token, problem);
    }

    private FilterLiteral? LiteralFor(FilterPath path, FilterOperator operation)
    {
        FilterToken token = Current;
        if (token.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted))
            return Fail<FilterLiteral>(token, "a value is missing here");
        if (operation != FilterOperator.In && DotsBehind(token) is { } dots)
            return Fail<FilterLiteral>(dots, FieldStep.NoName);
        _next++;
        return Checked(path, operation, token);
    }

    // One of the types that the path may lead to is enough.
    private FilterLiteral? Checked(FilterPath path, FilterOperator operation, FilterToken token)
    {
        var literal = new FilterLiteral(token.Text, token.Kind == FilterTokenKind.Quoted);
        string? refusal = null;
        foreach (FilterType type in path.Types)
        {
            string? why = type.Refuses(literal, operation);
            if (why is null)
                return literal;
            refusal ??= why;
        }

        return Fail<FilterLiteral>(token, $"{path} cannot be compared with this: {refusal}");
    }

    // A word that the field has a value of is that value; another that looks like a path is one.
    private bool IsPath(FilterToken token, FilterPath left) =>
        token.Kind == FilterTokenKind.Word
        && FieldStep.Parse(token.Text) is not null
        && !left.Types.Any(t => t.TakesWord(token.Text))
        && (paths.Resolve(token.Text, out _) is not null || left.Types.All(t => t.Kind is not (FilterKind.Word or FilterKind.Text or FilterKind.Number)));

    // Two dots are a range's, and cut a path in two.
    private FilterToken? DotsBehind(FilterToken token) =>
        tokens.FindIndex(t => t.Position == token.Position + token.Length && t.Is("..")) is >= 0 and int at ? tokens[at] : null;

    // An address with brackets stands in quotes.
    private static bool LooksLikePath(string word) => FieldStep.Parse(word) is not null || word.Contains('[', StringComparison.Ordinal);

    private FilterPath? PathOf(FilterToken token)
    {
        if (DotsBehind(token) is { } dots)
            return Fail<FilterPath>(dots, FieldStep.NoName);
        if (paths.Resolve(token.Text, out FilterError? error) is not { } path)
        {
            _error ??= error! with { Position = token.Position + error.Position };
            return null;
        }

        return path.IsSecret && !paths.ShowsSecrets
            ? Fail<FilterPath>(token, "it is secret, and a filter would tell what it is; --show-secrets allows it")
            : path;
    }

    private FilterOperator? Operation(FilterToken token) => token.Kind is FilterTokenKind.Symbol or FilterTokenKind.Word
        ? token.Text switch
        {
            "==" => FilterOperator.Equal,
            "!=" => FilterOperator.NotEqual,
            "<" => FilterOperator.Less,
            "<=" => FilterOperator.LessOrEqual,
            ">" => FilterOperator.Greater,
            ">=" => FilterOperator.GreaterOrEqual,
            "contains" => FilterOperator.Contains,
            "matches" => FilterOperator.Matches,
            "in" => FilterOperator.In,
            _ => null,
        }
        : null;

    private static FilterOperator? Turned(FilterOperator? operation) => operation switch
    {
        FilterOperator.Less => FilterOperator.Greater,
        FilterOperator.LessOrEqual => FilterOperator.GreaterOrEqual,
        FilterOperator.Greater => FilterOperator.Less,
        FilterOperator.GreaterOrEqual => FilterOperator.LessOrEqual,
        FilterOperator.Equal or FilterOperator.NotEqual => operation,
        _ => null,
    };

    private static bool IsOperator(FilterToken token) =>
        (token.Kind == FilterTokenKind.Word && Operators.Contains(token.Text)) || (token.Kind == FilterTokenKind.Symbol && token.Text is "==" or "!=" or "<" or "<=" or ">" or ">=");

    private bool Takes(string symbol, string? word)
    {
        bool isIt = Current.Is(symbol) || (word is not null && Current.Kind == FilterTokenKind.Word && Current.Text == word);
        if (isIt)
            _next++;
        return isIt;
    }

    private T? Fail<T>(FilterToken token, string message)
        where T : class
    {
        _error ??= new FilterError(message, Math.Min(token.Position, text.Length), token.Length);
        return null;
    }
}
