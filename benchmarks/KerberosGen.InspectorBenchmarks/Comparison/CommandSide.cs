using System.Diagnostics;
using System.Globalization;

namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>A command from its start to its end, its output to /dev/null.</summary>
internal sealed class CommandSide(string name, long bytes, params string[] command) : Side(name, bytes)
{
    protected override Effort Go()
    {
        long start = Stopwatch.GetTimestamp();
        string times = Shell.Run("\"$@\" > /dev/null && times", command);
        return new Effort(Stopwatch.GetElapsedTime(start).TotalSeconds, ChildrenOf(times));
    }

    // The shell's second line has its children's time: 0m1.25s 0m0.03s, in the user's and in the system's code.
    private static double ChildrenOf(string times) => times.Split('\n')[1].Split(' ').Sum(time =>
    {
        string[] parts = time.TrimEnd('s').Split('m');
        return (60 * double.Parse(parts[0], CultureInfo.InvariantCulture)) + double.Parse(parts[1], CultureInfo.InvariantCulture);
    });
}
