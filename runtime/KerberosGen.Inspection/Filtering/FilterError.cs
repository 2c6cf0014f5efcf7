using System.Globalization;
using System.Text;

namespace KerberosGen.Inspection.Filtering;

/// <summary>What is wrong with the text of a filter or of a list of fields, and where.</summary>
/// <param name="Message">What is wrong, and what may have been meant.</param>
/// <param name="Position">Characters in front of the place.</param>
/// <param name="Length">Characters that are wrong, at least 1.</param>
public sealed record FilterError(string Message, int Position, int Length)
{
    /// <summary>The message, and under it the text with marks below the place. Safe for a terminal; without a line end.</summary>
    /// <param name="option">What the text was given as: <c>--where</c>.</param>
    /// <param name="text">The text.</param>
    public string Describe(string option, string text)
    {
        var described = new StringBuilder();
        described.Append(CultureInfo.InvariantCulture, $"{option}, column {Position + 1}: {Message}\n  ");
        foreach (char c in text)
            described.Append(IsShown(c) ? c : '?');
        described.Append("\n  ").Append(' ', Position).Append('^', Math.Max(1, Math.Min(Length, text.Length - Position)));
        return described.ToString();
    }

    // One character stands for one, so that the marks stay below their place.
    private static bool IsShown(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
