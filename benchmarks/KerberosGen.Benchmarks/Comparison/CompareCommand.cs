using System.Globalization;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>
/// Compares two builds of this program: their measuring processes take turns, and what moved by more than the processes of one build
/// differ among themselves is said in one line.
/// </summary>
internal static class CompareCommand
{
    private const int Processes = 7;

    // Below this nobody would change a line for it.
    private const double LeastChange = 0.03;

    /// <summary>Answers the exit status: 0, or 1 if something is slower or allocates more.</summary>
    /// <param name="before">The one build's assembly.</param>
    /// <param name="after">The other's.</param>
    /// <param name="packets">The packets to compare.</param>
    public static int Run(string before, string after, string[] packets)
    {
        var all = new Dictionary<(string Packet, string Operation), (List<Measurement> Before, List<Measurement> After)>();
        for (int i = 0; i < Processes; i++)
        {
            Console.Error.WriteLine($"round {i + 1} of {Processes}");
            // Neither is always first.
            bool isBeforeFirst = i % 2 == 0;
            Add(all, isBeforeFirst ? before : after, packets, isBefore: isBeforeFirst);
            Add(all, isBeforeFirst ? after : before, packets, isBefore: !isBeforeFirst);
        }

        string[] slower = [.. all.Where(static row => IsBeyond(row.Value.Before, row.Value.After)).Select(Describe)];
        string[] faster = [.. all.Where(static row => IsBeyond(row.Value.After, row.Value.Before)).Select(Describe)];
        Console.WriteLine((slower, faster) switch
        {
            ([], []) => $"Nothing moved beyond the noise: {all.Count} figures, {Processes} processes of each build.",
            ([], _) => $"Faster: {string.Join("; ", faster)}.",
            (_, []) => $"Slower: {string.Join("; ", slower)}.",
            _ => $"Slower: {string.Join("; ", slower)}. Faster: {string.Join("; ", faster)}.",
        });
        return slower.Length == 0 ? 0 : 1;
    }

    private static void Add(
        Dictionary<(string Packet, string Operation), (List<Measurement> Before, List<Measurement> After)> all, string assembly, string[] packets, bool isBefore)
    {
        foreach (Measurement measured in LaunchedRuns.Launch(assembly, packets))
        {
            (string, string) key = (measured.Packet, measured.Operation);
            if (!all.ContainsKey(key))
                all.Add(key, ([], []));
            (isBefore ? all[key].Before : all[key].After).Add(measured);
        }
    }

    // Times are taken beside the copy's of the same round: what slows the machine slows both.
    private static bool IsBeyond(List<Measurement> before, List<Measurement> after)
    {
        // A packet that only one of them has.
        if (before.Count == 0 || after.Count == 0)
            return false;
        double[] old = [.. before.Select(static m => m.GeneratedToCopy).Order()], now = [.. after.Select(static m => m.GeneratedToCopy).Order()];
        bool isSlower = Measurement.Median(now) > Measurement.Median(old) * (1 + LeastChange) && now[now.Length / 4] > old[old.Length * 3 / 4];
        return isSlower || after.Min(static m => m.Allocated) > before.Max(static m => m.Allocated);
    }

    private static string Describe(KeyValuePair<(string Packet, string Operation), (List<Measurement> Before, List<Measurement> After)> row)
    {
        Measurement before = Measurement.MedianOf(row.Value.Before), after = Measurement.MedianOf(row.Value.After);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Key.Packet} {row.Key.Operation} {after.GeneratedToCopy / before.GeneratedToCopy:F2}x ({before.GeneratedTime:F2} to {after.GeneratedTime:F2} ns, {before.Allocated} to {after.Allocated} B)");
    }
}
