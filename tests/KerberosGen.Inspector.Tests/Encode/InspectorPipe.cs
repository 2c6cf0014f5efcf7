using System.Diagnostics;

namespace KerberosGen.Inspector.Tests.Encode;

/// <summary>Runs inspectors one behind the other, as a shell's pipe does, byte for byte.</summary>
internal static class InspectorPipe
{
    /// <summary>What the last one wrote, and what each answered.</summary>
    public static async Task<Outcome> Run(byte[] input, params string[][] commands)
    {
        List<Process> processes = [.. commands.Select(Start)];
        List<Task<string>> errors = [.. processes.Select(p => p.StandardError.ReadToEndAsync())];
        List<Task> copies = [Copy(new MemoryStream(input), processes[0])];
        for (int i = 1; i < processes.Count; i++)
            copies.Add(Copy(processes[i - 1].StandardOutput.BaseStream, processes[i]));
        using var output = new MemoryStream();
        await processes[^1].StandardOutput.BaseStream.CopyToAsync(output);
        await Task.WhenAll(copies);
        foreach (Process process in processes)
            await process.WaitForExitAsync();
        var outcome = new Outcome([.. processes.Select(p => p.ExitCode)], output.ToArray(), [.. await Task.WhenAll(errors)]);
        processes.ForEach(p => p.Dispose());
        return outcome;
    }

    private static Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "inspector.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task Copy(Stream from, Process to)
    {
        try
        {
            await from.CopyToAsync(to.StandardInput.BaseStream);
            to.StandardInput.Close();
        }
        catch (IOException)
        {
            // The reader has ended before its input; its status says why.
        }
    }

    internal sealed record Outcome(int[] Statuses, byte[] Output, string[] Errors);
}
