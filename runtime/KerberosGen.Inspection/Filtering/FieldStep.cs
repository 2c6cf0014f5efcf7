using System.Globalization;

namespace KerberosGen.Inspection.Filtering;

/// <summary>One step from a packet to a field within: a name, an entry's index, or every entry.</summary>
/// <param name="Name">A field's name; null for a step to entries.</param>
/// <param name="Index">An entry's index from 0; null for every entry.</param>
/// <param name="Position">Characters of the path in front of it.</param>
internal readonly record struct FieldStep(string? Name, int? Index, int Position)
{
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

    private static bool TryParseIndex(ReadOnlySpan<char> text, out int? index)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        index = isNumber ? number : null;
        return isNumber || text is "*";
    }
}
