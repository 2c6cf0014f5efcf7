using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>A field before and after an edit.</summary>
/// <param name="Before">Its row in the file; null if it was inserted.</param>
/// <param name="Now">Its row as declared; null if it was removed.</param>
/// <param name="IsMoved">True if other fields that stood before it stand behind it, or the other way round.</param>
internal sealed record RowPair(WireRow? Before, WireRow? Now, bool IsMoved)
{
    /// <summary>
    /// Finds each field again: by its name; failing that, a field that takes the place of another and is like it in all but
    /// its name was renamed. In the order of the declaration, a removed field where it was missed.
    /// </summary>
    /// <param name="before">The file's rows.</param>
    /// <param name="now">The declaration's.</param>
    /// <param name="areAlike">True if two rows differ in nothing but their names.</param>
    public static List<RowPair> Match(ImmutableArray<WireRow> before, ImmutableArray<WireRow> now, Func<WireRow, WireRow, bool> areAlike)
    {
        List<(int Before, int Now)> anchors = CommonOrder(before, now);
        var pairs = new List<RowPair>();
        int b = 0, n = 0;
        foreach ((int nextBefore, int nextNow) in anchors.Append((before.Length, now.Length)))
        {
            List<WireRow> gone = before.Skip(b).Take(nextBefore - b).Where(r => now.All(other => other.Name != r.Name)).ToList();
            for (; n < nextNow; n++)
            {
                WireRow row = now[n];
                if (before.FirstOrDefault(r => r.Name == row.Name) is { } elsewhere)
                {
                    pairs.Add(new RowPair(elsewhere, row, true));
                    continue;
                }

                int renamed = gone.FindIndex(r => areAlike(r, row));
                pairs.AddRange(gone.Take(renamed).Select(r => new RowPair(r, null, false)));
                pairs.Add(new RowPair(renamed < 0 ? null : gone[renamed], row, false));
                gone.RemoveRange(0, renamed + 1);
            }

            pairs.AddRange(gone.Select(r => new RowPair(r, null, false)));
            if (nextNow < now.Length)
                pairs.Add(new RowPair(before[nextBefore], now[nextNow], false));
            b = nextBefore + 1;
            n = nextNow + 1;
        }

        return pairs;
    }

    /// <summary>The longest run of names that stand in both in the same order.</summary>
    private static List<(int Before, int Now)> CommonOrder(ImmutableArray<WireRow> before, ImmutableArray<WireRow> now)
    {
        var lengths = new int[before.Length + 1, now.Length + 1];
        for (int i = before.Length - 1; i >= 0; i--)
        {
            for (int j = now.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = before[i].Name == now[j].Name
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var common = new List<(int, int)>();
        for (int i = 0, j = 0; i < before.Length && j < now.Length;)
        {
            if (before[i].Name == now[j].Name)
                common.Add((i++, j++));
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
                i++;
            else
                j++;
        }

        return common;
    }
}
