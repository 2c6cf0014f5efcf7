using System.Diagnostics;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>
/// Measures in several processes, one after the other. Where the JIT happens to put a loop of six cycles decides over a
/// fifth of its time, and stays decided as long as the process lives.
/// </summary>
internal static class LaunchedRuns
{
    public const int Processes = 5;

    /// <exception cref="InvalidOperationException">A process failed.</exception>
    public static List<Measurement> Measure(IEnumerable<string> packets)
    {
        string[] names = [.. packets];
        var measured = new List<Measurement>();
        for (int i = 1; i <= Processes; i++)
        {
            Console.Error.WriteLine($"process {i} of {Processes}");
            measured.AddRange(Launch(typeof(LaunchedRuns).Assembly.Location, names));
        }

        return measured;
    }

    /// <summary>Measures in one process.</summary>
    /// <param name="assembly">This program, or another build of it.</param>
    /// <param name="names">The packets.</param>
    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public static List<Measurement> Launch(string assembly, IEnumerable<string> names)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(assembly);
        start.ArgumentList.Add("measure");
        foreach (string name in names)
            start.ArgumentList.Add(name);

        using Process process = Process.Start(start)!;
        var measured = new List<Measurement>();
        while (process.StandardOutput.ReadLine() is { } line)
            measured.Add(Measurement.FromLine(line));
        process.WaitForExit();
        return process.ExitCode == 0
            ? measured
            : throw new InvalidOperationException($"A measuring process ended with status {process.ExitCode}.");
    }
}
