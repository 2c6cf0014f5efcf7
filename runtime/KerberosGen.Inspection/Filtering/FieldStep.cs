using System.Globalization;

namespace KerberosGen.Inspection.Filtering;

/// <summary>One step from a packet to a field within: a name, an entry's index, or every entry.</summary>
/// <param name="Name">A field's name; null for a step to entries.</param>
/// <param name="Index">An entry's index from 0; null for every entry.</param>
/// <param name="Position">Characters of the path in front of it.</param>
internal readonly record struct FieldStep(string? Name, int? Index, int Position)
{
    /// <summary>What to say of two dots.</summary>
    public const string NoName = "a field's name is missing between these dots";

    /// <summary>The steps of <c>services[*].name</c>; null if it is no path.</summary>
    public static List<FieldStep>? Parse(string text)
    {
        List<FieldStep> steps = [];
        int at = 0;
        while (true)
        {
            int start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
                at++;
            if (at == start || char.IsAsciiDigit(text[start]))
                return null;
            steps.Add(new FieldStep(text[start..at], null, start));
            while (at < text.Length && text[at] == '[')
            {
                int close = text.IndexOf(']', at);
                if (close < 0 || !TryParseIndex(text.AsSpan(at + 1, close - at - 1), out int? index))
                    return null;
                steps.Add(new FieldStep(null, index, at));
                at = close + 1;
            }

            if (at == text.Length)
                return steps;
            if (text[at] != '.')
                return null;
            at++;
        }
    }

    /// <summary>What is wrong with a text that is no path, if a place in it says so; otherwise null.</summary>
    public static FilterError? WhyNot(string text)
    {
        if (text.IndexOf("..", StringComparison.Ordinal) is >= 0 and int dots)
            return new FilterError(NoName, dots, 2);
        for (int open = text.IndexOf('['); open >= 0; open = text.IndexOf('[', open + 1))
        {
            int close = text.IndexOf(']', open);
            if (close < 0)
                return new FilterError("the closing bracket is missing", open, text.Length - open);
            if (!TryParseIndex(text.AsSpan(open + 1, close - open - 1), out _))
                return new FilterError("an index counts from 0 on, or is * for every entry", open + 1, Math.Max(1, close - open - 1));
        }

        return null;
    }

    private static bool TryParseIndex(ReadOnlySpan<char> text, out int? index)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        index = isNumber ? number : null;
        return isNumber || text is "*";
    }
}
