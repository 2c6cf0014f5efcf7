using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using KerberosGen.Hosting;
using KerberosGen.Storage;
using Microsoft.AspNetCore.Connections;

namespace KerberosGen.Cli;

/// <summary>Runs an app's command line: usage errors end with 2, failures with 1 and one sentence, Ctrl-C ends cleanly.</summary>
public static class App
{
    /// <summary>How long a stopping app may take, drains included.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Parses and runs.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
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
        catch (Exception e) when (e is FileFormatException or DirectoryInUseException or AddressInUseException or RequestRefusedException
            or InvalidOperationException or IOException or UnauthorizedAccessException or SocketException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCodes.Failed;
        }
    }

    /// <summary>The command that was meant, as it is typed: <c>client chat</c>.</summary>
    private static string CommandLineOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{CommandLineOf(parent)} {command.Command.Name}" : command.Command.Name;
}
