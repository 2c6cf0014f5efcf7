namespace KerberosGen.Inspection.Sessions;

/// <summary>
/// Finds the codes that servers send without being asked. No table says it; but a code that is taken for an answer where it is none
/// leaves others without their request. So a code counts as pushed if fewer packets are left over for it: answers that nobody asked
/// for, and requests without an answer.
/// </summary>
internal static class PushedCodes
{
    private const int MostCodes = 16;

    /// <summary>Finds them, the most telling first.</summary>
    public static HashSet<int> Find(IReadOnlyList<Turn> turns)
    {
        var pushed = new HashSet<int>();
        long left = LeftOver(turns, pushed, out HashSet<int> unasked);
        while (unasked.Count > 0 && pushed.Count < MostCodes)
        {
            int best = -1;
            HashSet<int> bestUnasked = unasked;
            foreach (int code in unasked.Order())
            {
                long without = LeftOver(turns, [.. pushed, code], out HashSet<int> rest);
                if (without >= left)
                    continue;
                left = without;
                best = code;
                bestUnasked = rest;
            }

            if (best < 0)
                break;
            pushed.Add(best);
            unasked = bestUnasked;
        }

        return pushed;
    }

    private static long LeftOver(IReadOnlyList<Turn> turns, HashSet<int> pushed, out HashSet<int> unasked)
    {
        unasked = [];
        long left = 0;
        var waiting = new Dictionary<int, int>();
        foreach (Turn turn in turns)
        {
            int count = waiting.GetValueOrDefault(turn.Stream);
            if (turn.IsRequest)
            {
                waiting[turn.Stream] = count + 1;
            }
            else if (!pushed.Contains(turn.Code))
            {
                if (count > 0)
                {
                    waiting[turn.Stream] = count - 1;
                }
                else
                {
                    left++;
                    unasked.Add(turn.Code);
                }
            }
        }

        return left + waiting.Values.Sum(static c => (long)c);
    }
}
