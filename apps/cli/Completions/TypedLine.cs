using System.Text;

namespace KerberosGen.Cli.Completions;

/// <summary>A command line that is being typed.</summary>
public static class TypedLine
{
    /// <summary>
    /// Its words as a POSIX shell reads them (XCU 2.2: backslash, single and double quotes), without what a shell puts in for
    /// variables and the like. The last word is the one being typed: it may be empty, and its quotes open.
    /// </summary>
    public static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool isBegun = false;
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (isBegun)
                    words.Add(word.ToString());
                word.Clear();
                isBegun = false;
                continue;
            }

            isBegun = true;
            if (c == quote)
                quote = '\0';
            else if (quote == '\0' && c is '"' or '\'')
                quote = c;
            else if (c == '\\' && Escapes(line, i, quote))
                word.Append(line.AsSpan(++i, Math.Min(1, line.Length - i)));
            else
                word.Append(c);
        }

        words.Add(word.ToString());
        return words;
    }

    /// <summary>True if a backslash takes the meaning of what follows; a trailing one has yet to show.</summary>
    private static bool Escapes(string line, int at, char quote) => quote switch
    {
        '\0' => true,
        '"' => at + 1 == line.Length || line[at + 1] is '"' or '\\' or '$' or '`',
        _ => false,
    };
}
