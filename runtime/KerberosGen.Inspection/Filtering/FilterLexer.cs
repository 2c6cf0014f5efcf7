using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace KerberosGen.Inspection.Filtering;

/// <summary>Cuts a filter's text into tokens.</summary>
internal static class FilterLexer
{
    private static readonly string[] Symbols = ["&&", "||", "==", "!=", "<=", ">=", "..", "<", ">", "!", "(", ")", ","];

    public static bool TryRead(string text, out List<FilterToken> tokens, [NotNullWhen(false)] out FilterError? error)
    {
        tokens = [];
        error = null;
        int at = 0;
        while (error is null && at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else if (Next(text, at, out error) is { } token)
            {
                tokens.Add(token);
                at += token.Length;
            }
        }

        tokens.Add(new FilterToken(FilterTokenKind.End, "the end", text.Length, 1));
        return error is null;
    }

    /// <summary>Text in quotes, so that it reads as the same text.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static FilterToken? Next(string text, int at, out FilterError? error)
    {
        error = null;
        if (text[at] is '"' or '\'')
            return Quoted(text, at, out error);
        int end = EndOfWord(text, at);
        if (end > at)
            return new FilterToken(FilterTokenKind.Word, text[at..end], at, end - at);
        foreach (string symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
                return new FilterToken(FilterTokenKind.Symbol, symbol, at, symbol.Length);
        }

        error = new FilterError(
            text[at] switch
            {
                '=' => at + 1 < text.Length && text[at + 1] == '~' ? "=~ is written matches" : "= is written ==",
                '&' => "& is written &&",
                '|' => "| is written ||",
                '~' => "~ is written matches",
                '[' => "an address with brackets stands in quotes",
                _ => "this character means nothing here; text stands in quotes",
            },
            at, 1);
        return null;
    }

    private static FilterToken? Quoted(string text, int start, out FilterError? error)
    {
        error = null;
        var content = new StringBuilder();
        for (int at = start + 1; at < text.Length; at++)
        {
            if (text[at] == text[start])
                return new FilterToken(FilterTokenKind.Quoted, content.ToString(), start, at + 1 - start);
            if (text[at] != '\\')
            {
                content.Append(text[at]);
                continue;
            }

            if (Escaped(text, at, out int size) is not { } c)
            {
                error = new FilterError("an escape is \\\\, \\\", \\', \\n, \\r, \\t, \\xNN or \\uNNNN", at, 2);
                return null;
            }

            content.Append(c);
            at += size - 1;
        }

        error = new FilterError("the closing quote is missing", start, text.Length - start);
        return null;
    }

    private static char? Escaped(string text, int at, out int size)
    {
        char kind = at + 1 < text.Length ? text[at + 1] : '\0';
        int digits = kind switch { 'x' => 2, 'u' => 4, _ => 0 };
        size = 2 + digits;
        if (digits > 0)
        {
            return at + size <= text.Length && ushort.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code)
                ? (char)code
                : null;
        }

        return kind switch
        {
            '\\' or '"' or '\'' => kind,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => null,
        };
    }

    private static int EndOfWord(string text, int start)
    {
        char first = text[start];
        bool begins = char.IsAsciiLetterOrDigit(first) || first is '_' or ':'
            || (first == '-' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1]));
        if (!begins)
            return start;
        int at = start + 1;
        while (at < text.Length && Continues(text, at))
            at++;
        return at;
    }

    private static bool Continues(string text, int at) => text[at] switch
    {
        '.' => at + 1 >= text.Length || text[at + 1] != '.',
        '*' => text[at - 1] == '[',
        ':' or '-' or '+' or '_' or '[' or ']' => true,
        char c => char.IsAsciiLetterOrDigit(c),
    };
}
