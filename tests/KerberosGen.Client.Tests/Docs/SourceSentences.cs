using System.Text;

namespace KerberosGen.Client.Tests.Docs;

/// <summary>The sentences in a program's sources: string literals that begin as a sentence does and end as one. What is filled in is <see cref="Hole"/>.</summary>
internal static class SourceSentences
{
    /// <summary>Stands for what differs each time.</summary>
    public const string Hole = "7";

    private const int LeastWords = 3;

    // What a help shows, and what only a programmer can cause.
    private static readonly string[] s_noFailures = ["Description", "new Command(", "OptionalRoom(", "nameof(", "///", "\"--", "Nobody has entered yet"];

    /// <summary>All of a folder, or of one file, and where they stand.</summary>
    /// <param name="path">Below the repository's root.</param>
    public static IEnumerable<(string Place, string Sentence)> In(string path)
    {
        string root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));
        string whole = Path.Combine(root, path);
        IEnumerable<string> files = File.Exists(whole) ? [whole] : Directory.EnumerateFiles(whole, "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"));
        foreach (string file in files)
        {
            int number = 0;
            foreach (string line in File.ReadLines(file))
            {
                number++;
                if (s_noFailures.Any(word => line.Contains(word, StringComparison.Ordinal)))
                    continue;
                foreach (string text in Literals(line).Where(IsSentence))
                    yield return ($"{Path.GetRelativePath(root, file)}:{number}", text);
            }
        }
    }

    private static bool IsSentence(string text) =>
        text.Split(' ').Length >= LeastWords && (char.IsAsciiLetterUpper(text[0]) || text.StartsWith(Hole, StringComparison.Ordinal)) && (text[^1] is '.' or '?' || text.EndsWith(". " + Hole, StringComparison.Ordinal));

    private static IEnumerable<string> Literals(string line)
    {
        for (int at = 0; at < line.Length; at++)
        {
            if (line.AsSpan(at).StartsWith("//"))
                yield break;
            if (line.AsSpan(at).StartsWith("'\"'"))
                at += 2;
            else if (line.AsSpan(at).StartsWith("\"\"\""))
                yield break;
            else if (line[at] == '"')
                yield return Read(line, ref at, isInterpolated: at > 0 && line[at - 1] == '$');
        }
    }

    /// <summary>Reads a literal; the index is then at its last quote.</summary>
    private static string Read(string line, ref int at, bool isInterpolated)
    {
        var text = new StringBuilder();
        for (at++; at < line.Length && line[at] != '"'; at++)
        {
            if (line[at] == '\\')
                text.Append(line[++at]);
            else if (isInterpolated && line[at] == '{' && line[at + 1] != '{')
                text.Append(SkipHole(line, ref at));
            else
                text.Append(line[at]);
        }

        return text.ToString();
    }

    private static string SkipHole(string line, ref int at)
    {
        int depth = 0;
        for (; at < line.Length; at++)
        {
            if (line[at] == '"')
                _ = Read(line, ref at, isInterpolated: line[at - 1] == '$');
            else if (line[at] == '{')
                depth++;
            else if (line[at] == '}' && --depth == 0)
                break;
        }

        return Hole;
    }
}
