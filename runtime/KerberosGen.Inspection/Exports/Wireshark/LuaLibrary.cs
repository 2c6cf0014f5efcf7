using System.Text.RegularExpressions;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>
/// The functions that dissectors are made of, as files of Lua. A chunk ends at an empty line; a dissector gets those that it or
/// another of its chunks calls, in the order of the files.
/// </summary>
internal static partial class LuaLibrary
{
    /// <summary>The files of what reads a packet.</summary>
    public static readonly string[] Reading = ["fields", "reader", "values", "texts", "lists", "checksums"];

    /// <summary>The chunks of some files that a text needs.</summary>
    /// <param name="files">The files to take chunks from.</param>
    /// <param name="text">What is written by now.</param>
    /// <returns>The chunks, an empty line behind each.</returns>
    public static string ChunksFor(string[] files, string text)
    {
        List<Chunk> chunks = [.. files.SelectMany(ChunksOf)];
        var needed = new HashSet<Chunk>();
        var unread = new Queue<string>([text]);
        while (unread.TryDequeue(out string? next))
        {
            string code = Ignored().Replace(next, "");
            foreach (Chunk chunk in chunks.Where(c => !needed.Contains(c) && c.IsNeededBy(code)).ToList())
            {
                needed.Add(chunk);
                unread.Enqueue(chunk.Text);
            }
        }

        return string.Concat(chunks.Where(needed.Contains).Select(c => c.Text + "\n\n"));
    }

    private static IEnumerable<Chunk> ChunksOf(string file)
    {
        string name = $"{typeof(LuaLibrary).Namespace}.Library.{file}.lua";
        using var reader = new StreamReader(typeof(LuaLibrary).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().TrimEnd('\n').Split("\n\n").Select(text => new Chunk(text));
    }

    // Comments and strings call nothing.
    [GeneratedRegex("""--.*|"(?:[^"\\\n]|\\.)*""" + "\"")]
    private static partial Regex Ignored();

    private sealed partial record Chunk(string Text)
    {
        private readonly Regex[] _calls =
        [
            .. Methods().Matches(Text).Select(m => new Regex($@"\b(?:r|self)[:.]{m.Groups[1].Value}\b")),
            .. Locals().Matches(Text).SelectMany(m => m.Groups[1].Value.Split(", ")).Select(n => new Regex($@"(?<![\w.:]){n}(?!\w| =[^=])")),
        ];

        public bool IsNeededBy(string code) => Array.Exists(_calls, c => c.IsMatch(code));

        [GeneratedRegex(@"^function Reader:(\w+)", RegexOptions.Multiline)]
        private static partial Regex Methods();

        [GeneratedRegex(@"^local (?:function )?([\w, ]+?)(?: =|\()", RegexOptions.Multiline)]
        private static partial Regex Locals();
    }
}
