using System.Globalization;
using System.Text;

namespace KerberosGen.Inspection.Exports;

/// <summary>Names as other languages have them: lower case letters, digits and <c>_</c>, a letter first; each given once.</summary>
internal sealed class ExportNames
{
    // Words of Kaitai's expressions.
    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal) { "and", "or", "not", "true", "false", "as", "sizeof", "bitsizeof" };

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The name of a declared thing, such as <c>ticket_request</c> of <c>TicketRequest</c>.</summary>
    public static string Of(string declared)
    {
        var name = new StringBuilder();
        for (int i = 0; i < declared.Length; i++)
        {
            char c = declared[i];
            bool beginsWord = char.IsAsciiLetterUpper(c) && i > 0
                && (char.IsAsciiLetterLower(declared[i - 1]) || char.IsAsciiDigit(declared[i - 1]) || (i + 1 < declared.Length && char.IsAsciiLetterLower(declared[i + 1])));
            if (beginsWord && name[^1] != '_')
                name.Append('_');
            name.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        }

        string text = name.ToString().Trim('_');
        if (text.Length == 0 || !char.IsAsciiLetter(text[0]))
            text = "n" + text;
        return Operators.Contains(text) ? text + "_" : text;
    }

    /// <summary>A name that no other has: the declared one, with a number behind it if it is taken.</summary>
    public string Take(string declared)
    {
        string wanted = Of(declared);
        string name = wanted;
        for (int i = 2; !_taken.Add(name); i++)
            name = wanted + "_" + i.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
