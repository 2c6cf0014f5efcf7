using System.Diagnostics;

namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>Runs other programs.</summary>
internal static class Shell
{
    /// <summary>Runs a line of the shell with arguments; answers what it writes.</summary>
    /// <exception cref="InvalidOperationException">It ends with another status than 0, or tells of an error of Lua.</exception>
    public static string Run(string line, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-c", line, "sh", .. arguments])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // tshark ends with 0 when a script fails.
        if (process.ExitCode != 0 || error.Result.Contains("Lua:", StringComparison.Ordinal))
            throw new InvalidOperationException($"{string.Join(' ', arguments)}: {process.ExitCode}\n{error.Result}");
        return output;
    }

    /// <summary>True if a program is on the path.</summary>
    public static bool Has(string program)
    {
        try
        {
            Run("command -v \"$1\"", program);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
