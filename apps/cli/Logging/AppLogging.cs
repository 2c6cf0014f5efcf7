using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace KerberosGen.Cli;

/// <summary>Logs to standard error, so that standard output stays for what an app has to say.</summary>
public static class AppLogging
{
    /// <summary>Entries of the log that wait to be written.</summary>
    private const int MaxQueued = 50_000;

    /// <summary>Makes an app's loggers.</summary>
    /// <param name="isDebug">True for <c>-d</c>.</param>
    public static ILoggerFactory Create(bool isDebug) => Create(new LogSettings { Level = isDebug ? LogLevel.Debug : LogLevel.Information });

    /// <summary>Makes an app's loggers.</summary>
    public static ILoggerFactory Create(LogSettings settings) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(settings.Level);
        _ = settings.Format switch
        {
            LogFormat.Json => logging.AddJsonConsole(static json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            }),
            LogFormat.Journal => logging.AddSystemdConsole(),
            _ => logging.AddSimpleConsole(static console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
                console.ColorBehavior = Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
                    ? LoggerColorBehavior.Disabled
                    : LoggerColorBehavior.Enabled;
            }),
        };
        logging.Services.Configure<ConsoleLoggerOptions>(static console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            // Whoever has stopped reading the log holds up no server: what does not fit is dropped, and counted in the log.
            console.MaxQueueLength = MaxQueued;
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
    });
}
