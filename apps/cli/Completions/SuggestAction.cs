using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace KerberosGen.Cli.Completions;

/// <summary>
/// Answers a shell's <c>[suggest:N]</c> and the line that was typed with the words that its last one may become, one a line.
/// Other than the library's own answer it reads quotes as a shell does, and keeps to words that begin as the typed one does.
/// </summary>
/// <param name="root">The app's command.</param>
/// <param name="args">The process's arguments: the library takes a line such as <c>--store=s</c> apart.</param>
internal sealed class SuggestAction(RootCommand root, IReadOnlyList<string> args) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        foreach (string word in WordsFor(args.Count > 1 ? args[1] : ""))
            parseResult.InvocationConfiguration.Output.WriteLine(word);
        return 0;
    }

    /// <summary>What the last word of a line may become.</summary>
    private IEnumerable<string> WordsFor(string line)
    {
        List<string> words = TypedLine.Split(line);
        string current = words[^1], start = "";
        words.RemoveAt(words.Count - 1);
        if (current.StartsWith("--", StringComparison.Ordinal) && current.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
        {
            words.Add(current[..at]);
            start = current[..(at + 1)];
            current = current[(at + 1)..];
        }

        // True or false may follow a flag, and hardly ever does.
        if (start.Length == 0 && words is [.., var last] && IsFlag(root.Parse(TextOf(words)), last))
            words.RemoveAt(words.Count - 1);
        string typed = TextOf(words);
        return root.Parse(typed).GetCompletions(typed.Length)
            .Select(static item => item.InsertText ?? item.Label)
            // Windows' spellings of --help.
            .Where(word => word.StartsWith(current, StringComparison.Ordinal) && word is not ("/h" or "/?" or "-?"))
            .Distinct()
            .Select(word => start + word);
    }

    /// <summary>The library tells which word the cursor is in by a text, in which a quote cannot stand within quotes.</summary>
    private static string TextOf(IEnumerable<string> words) =>
        string.Concat(words.Select(static word => $"\"{word.Replace("\"", "", StringComparison.Ordinal)}\" "));

    private static bool IsFlag(ParseResult parsed, string word)
    {
        for (SymbolResult? at = parsed.CommandResult; at is not null; at = at.Parent)
        {
            if (at is CommandResult { Command: { } command }
                && command.Options.Any(option => option.ValueType == typeof(bool) && (option.Name == word || option.Aliases.Contains(word))))
            {
                return true;
            }
        }

        return false;
    }
}
