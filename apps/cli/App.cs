using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Storage;
using Microsoft.AspNetCore.Connections;

namespace KerberosGen.Cli;

/// <summary>Runs an app's command line: usage errors end with 2, failures with 1 and one sentence, Ctrl-C ends cleanly.</summary>
public static class App
{
    /// <summary>How long a stopping app may take, drains included.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Parses and runs.</summary>
    /// <param name="root">The app's command.</param>
    /// <param name="args">The command line.</param>
    /// <param name="configuration">Where options may be set too, or null.</param>
    public static async Task<int> RunAsync(RootCommand root, string[] args, AppConfiguration? configuration = null)
    {
        ParseResult parsed;
        try
        {
            parsed = configuration?.Parse(args) ?? root.Parse(args);
        }
        catch (Exception e) when (e is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        foreach (string notice in configuration?.Notices ?? [])
            await Console.Error.WriteLineAsync(notice).ConfigureAwait(false);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
                await Console.Error.WriteLineAsync(configuration?.Describe(error) ?? error.Message).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"Try '{CommandLineOf(parsed.CommandResult)} --help'.").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        using var signals = new StopSignals(StopTimeout);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (IsFailure(e))
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCodes.Failed;
        }
    }

    /// <summary>True for what a command throws whose message is the sentence for its user.</summary>
    public static bool IsFailure(Exception exception) => exception is FileFormatException or DirectoryInUseException or AddressInUseException
        or RequestRefusedException or InvalidOperationException or IOException or UnauthorizedAccessException or SocketException or TimeoutException;

    /// <summary>The command that was meant, as it is typed: <c>client chat</c>.</summary>
    private static string CommandLineOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{CommandLineOf(parent)} {command.Command.Name}" : command.Command.Name;
}
