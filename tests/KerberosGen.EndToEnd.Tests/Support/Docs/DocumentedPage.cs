using System.Text;
using System.Text.RegularExpressions;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>
/// A page, and the commands in it: lines <c>$ COMMAND</c> of blocks fenced as <c>console</c>, each above what it prints. A block
/// whose first line is <c># terminal NAME</c> runs a program in a terminal of its own, where <c>^C</c> stops it, and a line that
/// begins with the program's prompt, <c>> </c> or <c>Printer 10> </c>, is typed into it; one whose first line begins with
/// <c># not run</c> is for people alone.
/// </summary>
internal sealed partial class DocumentedPage
{
    private const string Fence = "```", Prompt = "$ ", NotRun = "# not run", TerminalHead = "# terminal ";

    private readonly string _path;
    private readonly List<string> _lines;

    public DocumentedPage(string path)
    {
        _path = path;
        _lines = [.. File.ReadAllText(path).Split('\n')];
        Commands = [.. Read()];
    }

    /// <summary>The commands to run, as they stand in the page.</summary>
    public IReadOnlyList<DocumentedCommand> Commands { get; }

    /// <summary>Runs its commands, and holds what they print to the page; or writes the page anew, where that is asked for.</summary>
    /// <param name="shell">Runs them.</param>
    /// <param name="essence">Takes from a line what differs each time.</param>
    public async Task AgreeAsync(ReaderShell shell, Func<string, string> essence)
    {
        List<IReadOnlyList<string>> agreed = [];
        var wrong = new StringBuilder();
        foreach (DocumentedCommand command in Commands)
        {
            IReadOnlyList<string> lines = command.Agreed(await shell.RunAsync(command), essence);
            agreed.Add(lines);
            if (lines != command.Output)
                wrong.Append($"$ {command.Text}\nsays\n{string.Join('\n', command.Output)}\nprints\n{string.Join('\n', lines)}\n\n");
        }

        await shell.StopAllAsync();
        if (DocumentedFolder.IsUpdating)
            Write(agreed);
        else
            Assert.True(wrong.Length == 0, $"{_path}; KERBEROSGEN_UPDATE_SNAPSHOTS=1 writes it anew:\n\n{wrong}");
    }

    private void Write(IReadOnlyList<IReadOnlyList<string>> outputs)
    {
        for (int i = outputs.Count - 1; i >= 0; i--)
        {
            _lines.RemoveRange(Commands[i].Line, Commands[i].Output.Count);
            _lines.InsertRange(Commands[i].Line, outputs[i]);
        }

        File.WriteAllText(_path, string.Join('\n', _lines));
    }

    private IEnumerable<DocumentedCommand> Read()
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            if (_lines[i] != Fence + "console")
                continue;
            int end = _lines.FindIndex(i, static line => line == Fence);
            string first = _lines[i + 1];
            string? terminal = first.StartsWith(TerminalHead, StringComparison.Ordinal) ? first[TerminalHead.Length..] : null;
            if (!first.StartsWith(NotRun, StringComparison.Ordinal))
            {
                foreach (DocumentedCommand command in ReadBlock(i + (terminal is null ? 1 : 2), end, terminal))
                    yield return command;
            }

            i = end;
        }
    }

    private IEnumerable<DocumentedCommand> ReadBlock(int at, int end, string? terminal)
    {
        while (at < end)
        {
            if (!IsCommand(_lines[at], terminal))
                throw new InvalidDataException($"{_path}, line {at + 1}: a block of commands begins with '$ '.");
            int first = at;
            while (_lines[at].EndsWith('\\'))
                at++;
            string text = string.Join('\n', _lines[first..(at + 1)]);
            int output = ++at;
            while (at < end && !IsCommand(_lines[at], terminal))
                at++;
            bool isTyped = !text.StartsWith(Prompt, StringComparison.Ordinal) && text != DocumentedCommand.Stop;
            string command = isTyped ? TypedPrompt().Replace(text, "") : text == DocumentedCommand.Stop ? text : text[Prompt.Length..];
            yield return new DocumentedCommand(command, terminal, isTyped, _lines[output..at], output);
        }
    }

    private static bool IsCommand(string line, string? terminal) =>
        line == DocumentedCommand.Stop || line.StartsWith(Prompt, StringComparison.Ordinal) || (terminal is not null && TypedPrompt().IsMatch(line));

    [GeneratedRegex("^(?:[A-Z][a-z]+ [0-9]+)?> ")]
    private static partial Regex TypedPrompt();
}
