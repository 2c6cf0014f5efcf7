using System.CommandLine;
using KerberosGen.Codec;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Cli;

/// <summary>What a server logs.</summary>
public sealed class LogOptions
{
    private readonly Option<bool> _debugMode;

    private readonly Option<string> _format = SeedOptions.AcceptOnly(
        new("--log-format")
        {
            Description = "How a line of the log on standard error is written; console is the journal's own under systemd.",
            DefaultValueFactory = static _ => "console",
            HelpName = "console|json",
        },
        "console", "json");

    private readonly Option<string?> _level = new("--log-level")
    {
        Description = "The least that is logged. [default: information; debug with -d]",
        HelpName = "debug|information|warning|error",
    };

    /// <summary>Makes them.</summary>
    /// <param name="debugMode"><c>-d</c>, which logs more too.</param>
    public LogOptions(Option<bool> debugMode)
    {
        _debugMode = debugMode;
        string[] levels = ["debug", "information", "warning", "error"];
        _level.CompletionSources.Add(levels);
        _level.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { } text }] && !levels.Contains(text, StringComparer.Ordinal))
                result.AddError($"--log-level: '{DisplayText.Escape(text)}' is not one of {string.Join(", ", levels)}.");
        });
    }

    /// <summary>They, as the help shows them.</summary>
    public Option[] All => [_debugMode, _format, _level];

    /// <summary>What is logged, and how.</summary>
    public LogSettings SettingsOf(ParseResult parsed) => new()
    {
        Level = parsed.GetValue(_level) is { } level ? Enum.Parse<LogLevel>(level, ignoreCase: true)
            : parsed.GetValue(_debugMode) ? LogLevel.Debug
            : LogLevel.Information,
        Format = parsed.GetValue(_format) == "json" ? LogFormat.Json
            : SystemdHelpers.IsSystemdService() ? LogFormat.Journal
            : LogFormat.Console,
    };
}
