using System.Globalization;
using System.Text;

namespace KerberosGen.Inspection.Exports.Python;

/// <summary>Python, line by line.</summary>
internal sealed class PythonText
{
    private readonly StringBuilder _text = new();

    public int Depth { get; set; }

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c))
                quoted.Append("\\x").Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    public void Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', 4 * Depth).Append(line);
        _text.Append('\n');
    }

    /// <summary>A docstring: a sentence and lines of more.</summary>
    public void Doc(string summary, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            Line($"\"\"\"{Within(summary)}\"\"\"");
            return;
        }

        Line($"\"\"\"{Within(summary)}");
        Line();
        foreach (string line in lines)
            Line(Within(line));
        Line("\"\"\"");
    }

    public override string ToString() => _text.ToString();

    private static string Within(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "'", StringComparison.Ordinal);
}
