using System.Diagnostics;
using System.Text;

namespace KerberosGen.Inspector.Tests;

/// <summary>Runs the inspector as its user does.</summary>
internal static class InspectorProcess
{
    public static async Task<Outcome> Run(byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "inspector.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before it had all of its input; its status says why.
        }

        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await error);
    }

    internal sealed record Outcome(int Status, string Output, string Error);
}
