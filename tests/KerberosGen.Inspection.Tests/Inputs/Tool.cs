using System.Diagnostics;

namespace KerberosGen.Inspection.Tests.Inputs;

/// <summary>Runs a tool that others wrote, which the build machine has.</summary>
internal static class Tool
{
    /// <summary>What it answers to an input, from standard output.</summary>
    public static byte[] Run(byte[] input, string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Start(start, name);
        using var output = new MemoryStream();
        Task reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        reading.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.ToArray() : throw new InvalidOperationException($"{name} answers {process.ExitCode}: {error.Result}");
    }

    private static Process Start(ProcessStartInfo start, string name)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"{name} is not installed; these tests compare with what it writes (packages xxd, bsdextrautils, coreutils, tcpdump, tshark).");
        }
    }
}
