namespace KerberosGen.Inspection.Comparing;

/// <summary>Which entries of two runs stand for each other: the heaviest common subsequence.</summary>
internal static class Alignment
{
    private const int Window = 1024;

    /// <summary>
    /// Pairs of places, in order; -1 where one run has nothing. Runs of more than 1,024 entries are aligned window by window, so
    /// that time and memory grow with their length and not with its square.
    /// </summary>
    /// <param name="countA">Entries of the first run.</param>
    /// <param name="countB">Entries of the second run.</param>
    /// <param name="weight">How well two entries match; 0 if they do not stand for each other.</param>
    public static List<(int A, int B)> Of(int countA, int countB, Func<int, int, int> weight)
    {
        List<(int A, int B)> pairs = [];
        int a = 0;
        int b = 0;
        while (a < countA && b < countB)
        {
            (int endA, int endB) = (Math.Min(countA, a + Window), Math.Min(countB, b + Window));
            List<(int A, int B)> found = OfWindow(a, endA, b, endB, weight);
            bool isLast = endA == countA && endB == countB;
            // What stands at a window's end may have its match behind it.
            int certain = isLast ? found.Count : found.FindLastIndex(p => p.A >= 0 && p.B >= 0 && p.A < a + (Window * 3 / 4) && p.B < b + (Window * 3 / 4)) + 1;
            if (certain == 0)
                certain = found.Count;
            foreach ((int A, int B) pair in found.Take(certain))
            {
                pairs.Add(pair);
                a = Math.Max(a, pair.A + 1);
                b = Math.Max(b, pair.B + 1);
            }
        }

        for (; a < countA; a++)
            pairs.Add((a, -1));
        for (; b < countB; b++)
            pairs.Add((-1, b));
        return pairs;
    }

    private static List<(int A, int B)> OfWindow(int startA, int endA, int startB, int endB, Func<int, int, int> weight)
    {
        (int rows, int columns) = (endA - startA, endB - startB);
        int[,] best = new int[rows + 1, columns + 1];
        byte[,] weights = new byte[rows, columns];
        for (int i = rows - 1; i >= 0; i--)
        {
            for (int j = columns - 1; j >= 0; j--)
            {
                int match = weight(startA + i, startB + j);
                weights[i, j] = (byte)match;
                int without = Math.Max(best[i + 1, j], best[i, j + 1]);
                best[i, j] = match == 0 ? without : Math.Max(without, match + best[i + 1, j + 1]);
            }
        }

        List<(int A, int B)> pairs = [];
        (int a, int b) = (0, 0);
        while (a < rows && b < columns)
        {
            if (weights[a, b] > 0 && best[a, b] == weights[a, b] + best[a + 1, b + 1])
                pairs.Add((startA + a++, startB + b++));
            else if (best[a + 1, b] >= best[a, b + 1])
                pairs.Add((startA + a++, -1));
            else
                pairs.Add((-1, startB + b++));
        }

        for (; a < rows; a++)
            pairs.Add((startA + a, -1));
        for (; b < columns; b++)
            pairs.Add((-1, startB + b));
        return pairs;
    }
}
