using Microsoft.Extensions.Logging;

namespace KerberosGen.Cli;

/// <summary>What an app logs, and how.</summary>
public sealed record LogSettings
{
    /// <summary>The least severe level that is logged.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>How a line is written.</summary>
    public LogFormat Format { get; init; } = LogFormat.Console;
}
