namespace KerberosGen.Inspection.Filtering;

/// <summary>What a token is.</summary>
internal enum FilterTokenKind : byte
{
    /// <summary>Behind the last character.</summary>
    End,

    /// <summary>A name, number, time, address or the like, as it is typed.</summary>
    Word,

    /// <summary>Text in quotes; the token's text is without them.</summary>
    Quoted,

    /// <summary>An operator, a parenthesis or a comma.</summary>
    Symbol,
}

/// <summary>A piece of a filter's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="Position">Characters in front of it.</param>
/// <param name="Length">Characters that it takes.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Position, int Length)
{
    public bool Is(string symbol) => Kind == FilterTokenKind.Symbol && Text == symbol;
}
