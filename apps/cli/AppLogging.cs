using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace KerberosGen.Cli;

/// <summary>Logs to standard error, so that standard output stays for what an app has to say.</summary>
public static class AppLogging
{
    /// <summary>Makes an app's loggers.</summary>
    /// <param name="isDebug">True for <c>-d</c>.</param>
    public static ILoggerFactory Create(bool isDebug) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(isDebug ? LogLevel.Debug : LogLevel.Information)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
                ? LoggerColorBehavior.Disabled
                : LoggerColorBehavior.Enabled;
        })
        .Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace));
}
