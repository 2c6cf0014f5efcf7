using System.Diagnostics;
using System.Text;

namespace KerberosGen.Package.Tests;

/// <summary>A command as a person would type it, and what it printed.</summary>
/// <param name="ExitStatus">What it answered.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record Command(int ExitStatus, string Output, string Errors)
{
    /// <summary>Far longer than anything takes, so that only a hang reaches it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Runs <c>dotnet</c>, which must go well.</summary>
    public static Task<Command> DotNetAsync(string directory, params string[] arguments) => RunAsync(directory, "dotnet", arguments);

    /// <summary>Runs a command, which must go well.</summary>
    public static async Task<Command> RunAsync(string directory, string file, params string[] arguments)
    {
        Command command = await TryAsync(directory, file, arguments);
        Assert.True(
            command.ExitStatus == 0,
            $"{file} {string.Join(' ', arguments)} ended with {command.ExitStatus}.\n{command.Output}\n{command.Errors}");
        return command;
    }

    /// <summary>Runs a command to its end, good or bad.</summary>
    public static async Task<Command> TryAsync(string directory, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // What the build that runs these tests tells its own children is not for others.
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(static n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)))
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new Command(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
