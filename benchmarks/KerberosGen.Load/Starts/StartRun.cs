using System.Collections;

namespace KerberosGen.Load.Starts;

/// <summary>Sides take turns, in an order that rotates, after a round that is not counted: it has the files read.</summary>
internal static class StartRun
{
    /// <summary>Measures each side beside the first, which is <c>true</c>.</summary>
    public static List<StartFigures> Measure(IReadOnlyList<StartSide> sides, int rounds, CancellationToken cancellation)
    {
        List<StartSample>[] samples = [.. sides.Select(static _ => new List<StartSample>())];
        string[] environment = Environment();
        for (int round = -1; round < rounds; round++)
        {
            for (int turn = 0; turn < sides.Count; turn++)
            {
                cancellation.ThrowIfCancellationRequested();
                int i = (turn + round + 1) % sides.Count;
                StartSample sample = sides[i].Measure(environment);
                if (round >= 0)
                    samples[i].Add(sample);
            }
        }

        return [.. sides.Select((side, i) => new StartFigures(side, samples[i], samples[0]))];
    }

    /// <summary>This process's own, as a person's at a terminal would be.</summary>
    private static string[] Environment()
    {
        string[] unwanted = ["NO_COLOR", "KERBEROSGEN_PASSWORD", "TERM"];
        return
        [
            "TERM=xterm-256color",
            .. System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .Where(variable => !unwanted.Contains((string)variable.Key))
                .Select(static variable => $"{variable.Key}={variable.Value}"),
        ];
    }
}
