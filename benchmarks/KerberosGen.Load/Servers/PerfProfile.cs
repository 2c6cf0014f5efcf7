using System.Diagnostics;
using System.Globalization;
using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Servers;

/// <summary>Looks where a process's processor time goes, with Linux's <c>perf</c>: samples of all its threads, in its own code and the system's.</summary>
internal static class PerfProfile
{
    private const int SamplesPerSecond = 1999;

    /// <summary>
    /// What a process that is to be looked into needs in its environment: a map of the code that is compiled while it runs (3 is the
    /// map alone), and that code in memory of its own, not in a file without a name, where perf looks for no map.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["DOTNET_PerfMapEnabled"] = "3",
        ["DOTNET_EnableWriteXorExecute"] = "0",
    };

    /// <summary>True if the tool is there and may be used.</summary>
    public static bool IsThere
    {
        get
        {
            try
            {
                return Run("record", "-q", "-o", "/dev/null", "--", "true").Code == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>Takes samples while a load runs.</summary>
    /// <param name="shape">The load.</param>
    /// <param name="process">Whose time it is.</param>
    /// <param name="file">Where the samples go; removed afterwards.</param>
    /// <param name="time">For how long.</param>
    /// <param name="load">Loads it for a while.</param>
    /// <exception cref="InvalidOperationException">perf failed.</exception>
    public static ProfileResult Record(FanoutShape shape, int process, string file, TimeSpan time, Action load)
    {
        string seconds = time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        using Process recording = Start(
            "record", "-q", "-F", SamplesPerSecond.ToString(CultureInfo.InvariantCulture), "-p", process.ToString(CultureInfo.InvariantCulture), "-o", file, "--", "sleep", seconds);
        // It takes its time to begin.
        while (!recording.HasExited)
            load();
        string problem = recording.StandardError.ReadToEnd();
        recording.WaitForExit();
        try
        {
            if (recording.ExitCode != 0)
                throw new InvalidOperationException($"perf record failed: {problem}");
            return Sum(shape, Run("report", "-i", file, "--stdio", "-q", "--sort", "dso,symbol", "-F", "sample,dso,symbol", "-t", "|").Output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Removes the map that a process has left.</summary>
    public static void Forget(int process)
    {
        foreach (string file in Directory.EnumerateFiles("/tmp", $"perf*-{process.ToString(CultureInfo.InvariantCulture)}.map"))
            File.Delete(file);
    }

    private static ProfileResult Sum(FanoutShape shape, string report)
    {
        var sums = new Dictionary<string, long>();
        foreach (string line in report.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split('|', 3, StringSplitOptions.TrimEntries);
            if (fields.Length < 3 || !long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out long samples))
                continue;
            string part = PartOf(fields[1], fields[2]);
            sums[part] = sums.GetValueOrDefault(part) + samples;
        }

        long all = sums.Values.Sum();
        double Share(string part) => all == 0 ? double.NaN : (double)sums.GetValueOrDefault(part) / all;
        return new ProfileResult(shape, all, Share("system"), Share("sealing"), Share("store"), Share("runtime"), Share("managed"));
    }

    private static string PartOf(string file, string symbol) =>
        symbol.StartsWith("[k]", StringComparison.Ordinal) ? "system"
        : file.StartsWith("libcrypto", StringComparison.Ordinal) || file.Contains("Cryptography", StringComparison.Ordinal) || IsSealing(symbol) ? "sealing"
        : file.Contains("sqlite", StringComparison.OrdinalIgnoreCase) || symbol.Contains("SQLite", StringComparison.OrdinalIgnoreCase) ? "store"
        : file is "[vdso]" || file.StartsWith("lib", StringComparison.Ordinal) || file.StartsWith("ld-", StringComparison.Ordinal) ? "runtime"
        : "managed";

    // The managed side of it: kept ciphers, the platform's transforms, IVs drawn in batches.
    private static bool IsSealing(string symbol) =>
        symbol.Contains("KerberosGen.Crypto", StringComparison.Ordinal) || symbol.Contains("System.Security.Cryptography", StringComparison.Ordinal)
        || symbol.Contains("CryptoNative", StringComparison.Ordinal);

    private static (int Code, string Output) Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("perf", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
