using System.Collections;
using System.CommandLine;
using System.CommandLine.Parsing;
using KerberosGen.Inspection;

namespace KerberosGen.Cli;

/// <summary>
/// An app's options from three places: the command line wins over the environment, which wins over
/// a file. Every option of the root command may be set so, and what it sets holds for the same option of a subcommand too. A
/// value is checked as on the command line, and what is wrong with it names its place.
/// </summary>
/// <param name="root">The app's command.</param>
/// <param name="file">The option that names the file.</param>
/// <param name="data">The option that names the directory where the file is looked for otherwise.</param>
/// <param name="fileName">The file's name there.</param>
public sealed class AppConfiguration(RootCommand root, Option<FileInfo?> file, Option<DirectoryInfo> data, string fileName)
{
    private readonly Dictionary<string, string> _sources = [];

    /// <summary>Options that ask for something to be done once, and so are no settings.</summary>
    public IReadOnlyList<Option> Commands { get; init; } = [];

    /// <summary>What the app's variables in the environment begin with.</summary>
    public required string VariablePrefix { get; init; }

    private IEnumerable<Option> Options => SettingNames.OptionsOf(root).Where(option => option != file && !Commands.Contains(option));

    /// <summary>What an administrator may want to know before anything starts.</summary>
    public IReadOnlyList<string> Notices { get; private set; } = [];

    /// <summary>Parses a command line and adds what is set elsewhere.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    internal ParseResult Parse(string[] args)
    {
        ParseResult typed = root.Parse(args);
        // Whoever asks for help or mistyped is answered whatever the configuration says.
        if (typed.Errors.Count > 0 || typed.Action != typed.CommandResult.Command.Action)
            return typed;
        List<Option> options = [.. Options];
        List<Setting> environment = EnvironmentOf(options);
        Setting? namedFile = FromEnvironment(file);
        List<Option> taken = OptionsOf(typed.CommandResult);
        var settings = new Dictionary<string, Setting>();
        IEnumerable<Setting> all = ReadFile(typed, namedFile, environment, options).Concat(environment);
        foreach (Setting setting in namedFile is null ? all : all.Append(namedFile))
        {
            if (taken.Find(option => option.Name == setting.Option.Name) is { } option && typed.GetResult(option) is null or { Implicit: true })
                settings[setting.Option.Name] = setting;
        }

        foreach (Setting setting in settings.Values)
            _sources[setting.Option.Name] = setting.Source;
        if (typed.CommandResult.Command == root)
            Notices = [.. Misspelt(options)];
        return settings.Count == 0 ? typed : root.Parse(With(args, settings.Values));
    }

    /// <summary>What is wrong, with the place that it comes from.</summary>
    internal string Describe(ParseError error)
    {
        for (SymbolResult? at = error.SymbolResult; at is not null; at = at.Parent)
        {
            if (at is not OptionResult { Option: { } option } result)
                continue;
            if (_sources.TryGetValue(option.Name, out string? source))
                return $"{source}: {(error.Message.StartsWith(option.Name + ": ", StringComparison.Ordinal) ? error.Message[(option.Name.Length + 2)..] : error.Message)}";
            return error.Message.Contains(option.Name, StringComparison.Ordinal) ? error.Message : $"{result.IdentifierToken?.Value ?? option.Name}: {error.Message}";
        }

        return error.Message;
    }

    /// <summary>Writes every setting: its value and where it comes from. Passwords are left out.</summary>
    public void Write(ParseResult parsed, TextWriter output)
    {
        (string Key, string Value, string Source)[] rows =
            [.. Options.Prepend(file).Select(option => (SettingNames.KeyOf(option), ValueOf(parsed, option), SourceOf(parsed, option)))];
        int keys = rows.Max(static row => row.Key.Length), values = Math.Min(40, rows.Max(static row => row.Value.Length));
        foreach ((string key, string value, string source) in rows)
            output.WriteLine($"{key.PadRight(keys)}  {value.PadRight(values)}  {source}");
    }

    private string SourceOf(ParseResult parsed, Option option) =>
        _sources.TryGetValue(option.Name, out string? source) ? source
        : parsed.GetResult(option) is { Implicit: false } ? "command line"
        : "default";

    private static string ValueOf(ParseResult parsed, Option option)
    {
        if (parsed.GetResult(option) is { Implicit: false } given)
            return given.Tokens.Count == 0 ? "true" : string.Join(' ', given.Tokens.Select(static token => ConnectionText.Hide(token.Value)));
        object? fallback = option.HasDefaultValue ? option.GetDefaultValue() : null;
        return fallback switch
        {
            TimeSpan time => DurationText.Format(time),
            null or "" => option.ValueType == typeof(bool) ? "false" : OptionText.DefaultInWords(option) ?? "-",
            bool flag => flag ? "true" : "false",
            _ => OptionText.DefaultInWords(option) ?? ConnectionText.Hide(fallback.ToString()!),
        };
    }

    private IReadOnlyList<Setting> ReadFile(ParseResult typed, Setting? named, IReadOnlyList<Setting> environment, IReadOnlyList<Option> options)
    {
        string? path = typed.GetResult(file) is { Implicit: false } typedFile ? typedFile.Tokens[0].Value : named?.Values[0];
        if (path is not null)
            return ConfigurationFile.Read(path, options);

        string directory = typed.GetResult(data) is { Implicit: false } given
            ? given.Tokens[0].Value
            : environment.FirstOrDefault(setting => setting.Option == data)?.Values[0] ?? ".";
        path = Path.Combine(directory, fileName);
        if (!File.Exists(path))
            return [];
        IReadOnlyList<Setting> settings = ConfigurationFile.Read(path, options);
        return settings.FirstOrDefault(setting => setting.Option == data) is { } circular
            ? throw new ConfigurationException($"{circular.Source}: {SettingNames.KeyOf(data)} cannot be set in a file that is looked for there; name the file with {file.Name}.")
            : settings;
    }

    private List<Setting> EnvironmentOf(IEnumerable<Option> options) => [.. options.Select(FromEnvironment).OfType<Setting>()];

    private Setting? FromEnvironment(Option option)
    {
        string variable = SettingNames.VariableOf(option, VariablePrefix);
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? Setting.Of(option, [value], variable)
            : null;
    }

    /// <summary>A variable that nobody reads, and that looks like one that the app does read.</summary>
    private IEnumerable<string> Misspelt(IReadOnlyList<Option> options)
    {
        string[] variables = [.. options.Append(file).Select(option => SettingNames.VariableOf(option, VariablePrefix))];
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (entry.Key is string name && name.StartsWith(VariablePrefix, StringComparison.Ordinal) && !variables.Contains(name)
                && NearName.Hint(name[VariablePrefix.Length..], variables.Select(variable => variable[VariablePrefix.Length..])) is { Length: > 0 } hint)
            {
                yield return $"{name} is set, and is no setting{hint.Replace("mean ", "mean " + VariablePrefix, StringComparison.Ordinal)}";
            }
        }
    }

    private static List<Option> OptionsOf(CommandResult command)
    {
        List<Option> options = [.. command.Command.Options];
        for (var parent = command.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
            options.AddRange(parent.Command.Options.Where(static option => option.Recursive));
        return options;
    }

    private static string[] With(string[] args, IEnumerable<Setting> settings)
    {
        int end = Array.IndexOf(args, "--");
        if (end < 0)
            end = args.Length;
        return
        [
            .. args[..end],
            .. settings.SelectMany(static setting => setting.Values.Select(value => $"{setting.Option.Name}={value}")),
            .. args[end..],
        ];
    }
}
