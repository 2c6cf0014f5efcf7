using System.Diagnostics;

namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>A command from its start to its end, its output to /dev/null.</summary>
internal sealed class CommandSide(string name, long bytes, params string[] command) : Side(name, bytes)
{
    protected override double Seconds()
    {
        long start = Stopwatch.GetTimestamp();
        Shell.Run("exec \"$@\" > /dev/null", command);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
