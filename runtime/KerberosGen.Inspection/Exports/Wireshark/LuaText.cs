using System.Globalization;
using System.Text;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>Lines of Lua, indented by two spaces a level.</summary>
internal sealed class LuaText
{
    private static readonly HashSet<string> Reserved =
    [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or", "repeat", "return",
        "then", "true", "until", "while",
        // What the emitted functions call their own.
        "r", "tree", "f", "path", "start", "item", "chosen",
    ];

    private readonly StringBuilder _text = new();
    private int _level;

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c))
                quoted.Append(CultureInfo.InvariantCulture, $"\\{(int)c:d3}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A local variable for a field.</summary>
    public static string Variable(string field) => Reserved.Contains(field) ? field + "_" : field;

    /// <summary>A member of a table, as it is read.</summary>
    public static string Member(string table, string name) => Reserved.Contains(name) ? $"{table}[\"{name}\"]" : $"{table}.{name}";

    /// <summary>A member of a table, as it is made.</summary>
    public static string Key(string name) => Reserved.Contains(name) ? $"[\"{name}\"]" : name;

    public static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public LuaText Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', 2 * _level).Append(line);
        _text.Append('\n');
        return this;
    }

    /// <summary>A line behind which the level is deeper.</summary>
    public LuaText Open(string line)
    {
        Line(line);
        return Open();
    }

    /// <summary>A line in front of which the level ends.</summary>
    public LuaText Close(string line)
    {
        _level--;
        return Line(line);
    }

    /// <summary>A line between two deeper parts.</summary>
    public LuaText Else(string line) => Close(line).Open();

    /// <summary>A comment, in lines of readable length.</summary>
    public LuaText Comment(string text)
    {
        const int Width = 118;
        var line = new StringBuilder();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + word.Length + 4 + (2 * _level) > Width)
            {
                Line("-- " + line);
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        return Line("-- " + line);
    }

    public override string ToString() => _text.ToString();

    private LuaText Open()
    {
        _level++;
        return this;
    }
}
