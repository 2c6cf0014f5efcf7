using KerberosGen.Inspection.Tests;

namespace KerberosGen.Inspector.Tests;

/// <summary>
/// A page, and the commands in it: lines <c>$ COMMAND</c> of blocks fenced as <c>console</c>, each above what it prints. A block
/// whose first line begins with <c># not run</c> is for people alone.
/// </summary>
internal sealed class DocumentedPage
{
    private const string Fence = "```", Prompt = "$ ", NotRun = "# not run";

    private readonly List<string> _lines;

    public DocumentedPage(string path)
    {
        Path = path;
        _lines = [.. File.ReadAllText(path).Split('\n')];
        Commands = [.. Read()];
    }

    /// <summary>Where the pages' files are.</summary>
    public static string Samples => System.IO.Path.Combine(Vector.RepositoryRoot, "docs", "inspector", "samples");

    /// <summary>True if pages and samples are to be written anew.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable("KERBEROSGEN_UPDATE_SNAPSHOTS") == "1";

    public string Path { get; }

    /// <summary>The commands to run, as they stand in the page.</summary>
    public IReadOnlyList<DocumentedCommand> Commands { get; }

    /// <summary>Puts what was printed below each command, and writes the page.</summary>
    public void Write(IReadOnlyList<IReadOnlyList<string>> outputs)
    {
        for (int i = Commands.Count - 1; i >= 0; i--)
        {
            _lines.RemoveRange(Commands[i].Line, Commands[i].Output.Count);
            _lines.InsertRange(Commands[i].Line, outputs[i]);
        }

        File.WriteAllText(Path, string.Join('\n', _lines));
    }

    private IEnumerable<DocumentedCommand> Read()
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            if (_lines[i] != Fence + "console")
                continue;
            int end = _lines.FindIndex(i, l => l == Fence);
            if (!_lines[i + 1].StartsWith(NotRun, StringComparison.Ordinal))
            {
                foreach (DocumentedCommand command in ReadBlock(i + 1, end))
                    yield return command;
            }

            i = end;
        }
    }

    private IEnumerable<DocumentedCommand> ReadBlock(int at, int end)
    {
        while (at < end)
        {
            if (!_lines[at].StartsWith(Prompt, StringComparison.Ordinal))
                throw new InvalidDataException($"{Path}, line {at + 1}: a block of commands begins with '$ '.");
            int first = at;
            while (_lines[at].EndsWith('\\'))
                at++;
            string text = string.Join('\n', _lines[first..(at + 1)])[Prompt.Length..];
            int output = ++at;
            while (at < end && !_lines[at].StartsWith(Prompt, StringComparison.Ordinal))
                at++;
            yield return new DocumentedCommand(text, _lines[output..at], output);
        }
    }
}
