using System.Diagnostics;

namespace KerberosGen.Storage.Tests;

/// <summary>Runs this assembly's own program as a process whose files cannot grow beyond a few kilobytes, as on a full disk.</summary>
internal static class FullDisk
{
    /// <summary>Runs it in a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="what">What it is to do.</param>
    /// <param name="blocks">Where a file ends, in blocks of 512 or 1,024 bytes.</param>
    /// <returns>The lines it printed.</returns>
    public static async Task<string[]> RunAsync(string directory, string what, int blocks = 48)
    {
        // A write beyond the limit answers EFBIG where the signal is ignored.
        var start = new ProcessStartInfo("sh")
        {
            ArgumentList = { "-c", $"trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"", DotNet, typeof(FullDisk).Assembly.Location, what, directory },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The runtime's own double mapping of code would need a large file in memory.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {await errors}{output}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
