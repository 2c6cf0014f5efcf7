using System.Globalization;

namespace KerberosGen.Load.Servers;

/// <summary>What a process has taken of the machine, as Linux tells it (proc(5)).</summary>
/// <param name="process">Its id.</param>
internal sealed class ProcessUsage(int process)
{
    /// <summary>Clock ticks in a second, as proc(5) counts: 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    private const int UserTimeField = 11;

    private readonly string _directory = $"/proc/{process.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Seconds of processor time, in its own code and in the system's for it, all threads together.</summary>
    public double ProcessorSeconds
    {
        get
        {
            // The second field is the program's name in parentheses, which may hold anything; the third stands at index 0.
            string stat = File.ReadAllText($"{_directory}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[UserTimeField], CultureInfo.InvariantCulture) + long.Parse(fields[UserTimeField + 1], CultureInfo.InvariantCulture))
                / TicksPerSecond;
        }
    }

    /// <summary>Bytes of it in memory: its own, and all that it shares with others.</summary>
    public long ResidentBytes => Kibibytes("status", "VmRSS:");

    /// <summary>The most that <see cref="ResidentBytes"/> ever was.</summary>
    public long PeakResidentBytes => Kibibytes("status", "VmHWM:");

    /// <summary>Bytes of it in memory: its own, and its share of what it shares with others.</summary>
    public long ProportionalBytes => Kibibytes("smaps_rollup", "Pss:");

    private long Kibibytes(string file, string field)
    {
        string line = File.ReadLines($"{_directory}/{file}").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return 1024 * long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
