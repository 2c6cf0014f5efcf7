using System.Globalization;
using System.Text;

namespace KerberosGen.Inspection.Exports.Kaitai;

/// <summary>A YAML mapping, in the order in which it was filled. Its values are text, other mappings, or lists of them.</summary>
internal sealed class YamlMap
{
    private readonly List<(string Key, object Value)> _members = [];

    public bool IsEmpty => _members.Count == 0;

    /// <summary>Adds text, which is quoted where YAML would take it for something else.</summary>
    public YamlMap Add(string key, string text) => AddValue(key, Scalar(text));

    /// <summary>Adds text in quotes, for what would be a number without them.</summary>
    public YamlMap AddText(string key, string text) => AddValue(key, $"\"{text}\"");

    public YamlMap Add(string key, long number) => AddValue(key, number.ToString(CultureInfo.InvariantCulture));

    public YamlMap Add(string key, bool value) => AddValue(key, value ? "true" : "false");

    public YamlMap Add(string key, YamlMap map) => AddValue(key, map);

    /// <summary>Adds a list of mappings, or nothing if there is none.</summary>
    public YamlMap Add(string key, IReadOnlyList<YamlMap> items) => items.Count == 0 ? this : AddValue(key, items);

    /// <summary>Adds a list on one line.</summary>
    public YamlMap Add(string key, IEnumerable<string> words) => AddValue(key, "[" + string.Join(", ", words.Select(Scalar)) + "]");

    /// <summary>Adds all that another one has.</summary>
    public YamlMap Add(YamlMap other)
    {
        _members.AddRange(other._members);
        return this;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, 0);
        return text.ToString();
    }

    private YamlMap AddValue(string key, object value)
    {
        _members.Add((Scalar(key), value));
        return this;
    }

    private void Write(StringBuilder text, int depth)
    {
        bool isFirst = true;
        foreach ((string key, object value) in _members)
        {
            // The first member of an item stands behind its dash.
            if (!isFirst || depth == 0 || text[^1] == '\n')
                text.Append(' ', depth);
            isFirst = false;
            text.Append(key).Append(':');
            switch (value)
            {
                case YamlMap map:
                    text.Append('\n');
                    map.Write(text, depth + 2);
                    break;
                case IReadOnlyList<YamlMap> items:
                    text.Append('\n');
                    foreach (YamlMap item in items)
                    {
                        text.Append(' ', depth + 2).Append("- ");
                        item.Write(text, depth + 4);
                    }

                    break;
                default:
                    text.Append(' ').Append((string)value).Append('\n');
                    break;
            }
        }
    }

    // Plain where nothing can be taken for anything else; otherwise in double quotes, whose escapes are those of JSON.
    private static string Scalar(string text)
    {
        bool isNumber = text.Length > 0 && text.All(char.IsAsciiDigit);
        bool isPlain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '(' or ')' or '+' or '*' or '/')
            && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");
        if (isNumber || isPlain)
            return text;
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufeff')
                quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
