using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using KerberosGen.Codec;
using KerberosGen.Inspection;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector;

/// <summary>Runs a verb with the manners that all of them share.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs.</summary>
    /// <returns>What the process answers.</returns>
    public static int Run(RootCommand root, string[] arguments)
    {
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        ParseResult parsed = root.Parse(arguments);
        try
        {
            return parsed.Action is ParseErrorAction ? Refuse(parsed) : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (IOException exception) when (StandardOutput.IsClosedPipe(exception))
        {
            // Whoever reads has seen enough.
            return ExitStatus.Clean;
        }
        catch (IOException exception)
        {
            return Failure.Say(ExitStatus.UnreadableInput, DisplayText.Escape(exception.Message));
        }
    }

    private static int Refuse(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        IEnumerable<string> messages = parsed.Errors.Select(e => Sentence(e.Message));
        if (parsed.UnmatchedTokens is [var unknown, ..])
            messages = [$"there is no {(unknown.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument")} {DisplayText.Escape(unknown)}{HintFor(unknown, command)}"];
        foreach (string message in messages.Distinct())
            Failure.Say(ExitStatus.Usage, message);
        Console.Error.Write($"try: {NameOf(command)} --help\n");
        return ExitStatus.Usage;
    }

    /// <summary><c>; did you mean --where?</c>, or nothing.</summary>
    public static string HintFor(string unknown, Command command) => NearName.Hint(unknown, unknown.StartsWith('-')
        ? command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)).Where(n => n.StartsWith("--", StringComparison.Ordinal))
        : command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));

    private static string NameOf(Command command) =>
        command is RootCommand ? "inspector" : $"{(command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? NameOf(parent) : "inspector")} {command.Name}";

    // The library's messages are sentences of several lines; ours follow a colon.
    private static string Sentence(string message)
    {
        string line = string.Join(' ', message.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.');
        bool isAcronym = line.Length > 1 && char.IsUpper(line[1]);
        return DisplayText.Escape(isAcronym || line.Length == 0 ? line : char.ToLowerInvariant(line[0]) + line[1..]);
    }
}
