using System.CommandLine;

namespace KerberosGen.Cli;

/// <summary>A program: a command whose options may each be set in three places, and one that shows how they are set.</summary>
public sealed record ConfiguredProgram
{
    /// <summary>What it is, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Its options, by subject.</summary>
    public required IReadOnlyList<OptionGroup> Groups { get; init; }

    /// <summary>The option that names the directory of its files.</summary>
    public required Option<DirectoryInfo> Data { get; init; }

    /// <summary>The file there that may set options.</summary>
    public required string FileName { get; init; }

    /// <summary>What its variables in the environment begin with.</summary>
    public string VariablePrefix { get; init; } = "KERBEROSGEN_";

    /// <summary>What it does without a subcommand, such as to serve, until it is cancelled; answers the exit code.</summary>
    public required Func<ParseResult, CancellationToken, Task<int>> Run { get; init; }

    /// <summary>What follows the options in its help: a title and its lines each.</summary>
    public required IReadOnlyList<(string Title, string Text)> Words { get; init; }

    /// <summary>Examples of its subcommands, lines each, by their names; the help of one that has some shows the options by subject too.</summary>
    public IReadOnlyDictionary<string, string> Examples { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes the command.</summary>
    /// <param name="configuration">Reads what is set elsewhere.</param>
    public RootCommand Create(out AppConfiguration configuration)
    {
        var root = new RootCommand(Description);
        foreach (Option option in Groups.SelectMany(static group => group.Options))
            root.Options.Add(option);
        Option<FileInfo?> file = new("--config") { Description = $"A file with options. [default: {FileName} in the --data directory, if it is there]", HelpName = "file", Recursive = true };
        Option<bool> show = new("--show-config") { Description = "Show every option, its value and where it was set, and end." };
        root.Options.Add(file);
        root.Options.Add(show);
        var settings = new AppConfiguration(root, file, Data, FileName) { VariablePrefix = VariablePrefix, Commands = [show] };
        root.SetAction((parsed, cancellation) =>
        {
            if (!parsed.GetValue(show))
                return Run(parsed, cancellation);
            settings.Write(parsed, Console.Out);
            return Task.FromResult(ExitCodes.Ok);
        });
        GroupedHelp.Use(root, [.. Groups, new OptionGroup("Configuration", file, show)], Words, Examples);
        configuration = settings;
        return root;
    }
}
