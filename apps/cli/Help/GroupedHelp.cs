using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace KerberosGen.Cli;

/// <summary>The help of an app with many options: they stand by subject, and pages of text follow. Subcommands without examples keep the plain help.</summary>
/// <param name="root">The app's command.</param>
/// <param name="groups">Its options by subject; those in no group come last.</param>
/// <param name="closing">What follows: a title and its lines each.</param>
/// <param name="examples">Lines of examples by the names of the subcommands that they are of.</param>
public sealed class GroupedHelp(
    RootCommand root, IReadOnlyList<OptionGroup> groups, IReadOnlyList<(string Title, string Text)> closing, IReadOnlyDictionary<string, string> examples) : SynchronousCommandLineAction
{
    private const int MaxSpellings = 42;

    private HelpAction _plain = new();

    /// <summary>Gives the app's command this help.</summary>
    public static void Use(
        RootCommand root, IReadOnlyList<OptionGroup> groups, IReadOnlyList<(string Title, string Text)> closing, IReadOnlyDictionary<string, string> examples)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        var help = new GroupedHelp(root, groups, closing, examples);
        if (option.Action is HelpAction plain)
            help._plain = plain;
        option.Action = help;
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Command command = parseResult.CommandResult.Command;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        int width = Console.IsOutputRedirected || Console.WindowWidth < 2 * MaxSpellings ? int.MaxValue : Console.WindowWidth;
        if (command == root)
            WriteRoot(output, width);
        else if (examples.TryGetValue(command.Name, out string? lines))
            WriteSubcommand(command, lines, output, width);
        else
            return _plain.Invoke(parseResult);
        return ExitCodes.Ok;
    }

    private void WriteRoot(TextWriter output, int width)
    {
        output.WriteLine($"Description:\n  {root.Description}\n");
        output.WriteLine($"Usage:\n  {root.Name} [options]{(Commands.Any() ? $"\n  {root.Name} <command> [options]" : "")}\n");
        WriteRows(output, "Commands", width, Commands.Select(static command => (command.Name, command.Description ?? "")));
        foreach (OptionGroup group in groups)
            WriteOptions(output, group.Title, width, group.Options);
        WriteOptions(output, "Other", width, Ungrouped);
        foreach ((string title, string text) in closing)
            WriteText(output, title, text);
    }

    private void WriteSubcommand(Command command, string lines, TextWriter output, int width)
    {
        WriteText(output, "Description", command.Description ?? "");
        IEnumerable<string> arguments = command.Arguments.Select(static argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[{NameOf(argument)}] " : $"{NameOf(argument)} ");
        WriteText(output, "Usage", $"{root.Name} {command.Name} {string.Concat(arguments)}[options]");
        WriteRows(output, "Arguments", width, command.Arguments.Select(static argument => (NameOf(argument), argument.Description ?? "")));
        WriteOptions(output, "Options", width, command.Options);
        foreach (OptionGroup group in groups)
            WriteOptions(output, group.Title, width, group.Options.Where(static option => option.Recursive));
        WriteOptions(output, "Other", width, Ungrouped.Where(static option => option.Recursive));
        WriteText(output, "Examples", lines);
    }

    private IEnumerable<Option> Ungrouped => root.Options.Where(option => !option.Hidden && !groups.Any(group => group.Options.Contains(option)));

    private static string NameOf(Argument argument) => $"<{argument.HelpName ?? argument.Name}>";

    private static void WriteText(TextWriter output, string title, string text) => output.WriteLine($"{title}:\n  {text.ReplaceLineEndings("\n  ")}\n");

    private IEnumerable<Command> Commands => root.Subcommands.Where(static command => !command.Hidden);

    private static void WriteOptions(TextWriter output, string title, int width, IEnumerable<Option> options) =>
        WriteRows(output, title, width, options.Select(static option => (OptionText.Spellings(option), OptionText.Description(option))));

    private static void WriteRows(TextWriter output, string title, int width, IEnumerable<(string Left, string Right)> rows)
    {
        (string Left, string Right)[] all = [.. rows];
        if (all.Length == 0)
            return;
        output.WriteLine($"{title}:");
        foreach ((string spellings, string description) in all)
        {
            string start = $"  {spellings.PadRight(MaxSpellings)}  ";
            foreach (string line in Wrapped(description, width - MaxSpellings - 4))
            {
                output.WriteLine(start + line);
                start = new string(' ', MaxSpellings + 4);
            }
        }

        output.WriteLine();
    }

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        while (text.Length > width && text.LastIndexOf(' ', width) is var end and > 0)
        {
            yield return text[..end];
            text = text[(end + 1)..];
        }

        yield return text;
    }
}
