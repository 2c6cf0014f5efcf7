using KerberosGen.EditLoop.Dialects;
using KerberosGen.EditLoop.Sessions;

namespace KerberosGen.EditLoop.Comparison;

/// <summary>
/// Times all sides in turn, in rounds. What disturbs the machine for longer than a round slows all sides alike and leaves
/// the round's ratios alone; what is shorter than that falls out of the median.
/// </summary>
internal static class InterleavedRun
{
    public const int Rounds = 15;

    // The JIT is done with what an edit runs after some twenty of them.
    private const int WarmupRounds = 12;

    public static IReadOnlyList<Side> Measure(IReadOnlyList<Dialect> dialects, IReadOnlyList<int> sizes)
    {
        List<Side> sides = [.. from size in sizes from dialect in dialects select new Side(dialect, size)];
        for (int round = -WarmupRounds; round < Rounds; round++)
        {
            foreach (Operation operation in Enum.GetValues<Operation>())
            {
                // Each side takes each place in turn: none profits from what its neighbour left in the cache.
                for (int i = 0; i < sides.Count; i++)
                    sides[(round + WarmupRounds + i) % sides.Count].Do(operation, isMeasured: round >= 0);
            }
        }

        return sides;
    }
}
