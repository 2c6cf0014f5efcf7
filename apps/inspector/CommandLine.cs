using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failure.Say(ExitStatus.UnreadableInput, DisplayText.Escape(exception.Message));
        }
    }

    private static int Refuse(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        foreach (string message in WhatIsWrong(parsed, command).Distinct())
            Failure.Say(ExitStatus.Usage, message);
        Console.Error.Write($"try: {NameOf(command)} --help\n");
        return ExitStatus.Usage;
    }

    private static IEnumerable<string> WhatIsWrong(ParseResult parsed, Command command)
    {
        // An option that does not exist may have been taken for a file, and its value is then one argument too many.
        string? option = parsed.Tokens.FirstOrDefault(t => t.Type == TokenType.Argument && t.Value is ['-', '-', _, ..])?.Value;
        string verbs = string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        if (option is not null && (parsed.UnmatchedTokens.Count > 0 || command.Options.All(o => o.Name != option)))
            return [NoOption(option, command)];
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return [$"there is no {(unknown.StartsWith('-') ? "option" : verbs.Length > 0 ? "verb" : "argument")} {DisplayText.Escape(unknown)}{HintFor(unknown, command)}"];
        return verbs.Length > 0 ? [$"say what to do: {verbs}"] : parsed.Errors.Select(e => Sentence(e.Message));
    }

    /// <summary>What to say of an option that does not exist.</summary>
    public static string NoOption(string unknown, Command command)
    {
        string hint = HintFor(unknown, command);
        string other = command.Arguments.Count > 0 ? $"; a file of that name is ./{DisplayText.Escape(unknown)}" : "";
        return $"there is no option {DisplayText.Escape(unknown)}{(hint.Length > 0 ? hint : other)}";
    }

    /// <summary><c>; did you mean --where?</c>, or nothing.</summary>
    private static string HintFor(string unknown, Command command) => NearName.Hint(unknown, unknown.StartsWith('-')
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
