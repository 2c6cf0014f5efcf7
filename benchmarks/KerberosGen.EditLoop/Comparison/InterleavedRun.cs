using KerberosGen.EditLoop.Dialects;
using KerberosGen.EditLoop.Sessions;

namespace KerberosGen.EditLoop.Comparison;

/// <summary>
/// Times all sides in turn, in rounds. What disturbs the machine for longer than a round slows all sides alike and leaves
/// the round's ratios alone; what is shorter than that falls out of the median.
/// </summary>
internal static class InterleavedRun
{
    public const int Rounds = 11;

    /// <summary>Edits of each kind in a round: they are short, and more easily disturbed than a cold run.</summary>
    public const int EditsPerRound = 4;

    // The JIT is done with what an edit runs after some twenty of them.
    private const int WarmupRounds = 8;

    public static IReadOnlyList<Side> Measure(IReadOnlyList<Dialect> dialects, IReadOnlyList<int> sizes)
    {
        List<Side> sides = [.. from size in sizes from dialect in dialects select new Side(dialect, size)];
        int turn = 0;
        for (int round = -WarmupRounds; round < Rounds; round++)
        {
            Take(Operation.ColdRun);
            for (int edit = 0; edit < EditsPerRound; edit++)
            {
                Take(Operation.EditOfOnePacket);
                Take(Operation.EditElsewhere);
            }

            void Take(Operation operation)
            {
                // Each side takes each place in turn: none profits from what its neighbour left in the cache.
                for (int i = 0; i < sides.Count; i++)
                    sides[(turn + i) % sides.Count].Do(operation, isMeasured: round >= 0);
                turn++;
            }
        }

        return sides;
    }
}
