using System;
using System.Collections.Generic;
using System.Linq;

namespace KerberosGen.CodeFixes;

/// <summary>How many keystrokes lie between two names.</summary>
internal static class EditDistance
{
    /// <summary>The name that was most likely meant, or null if none is near or two are equally near.</summary>
    public static string? Nearest(string name, IEnumerable<string> names)
    {
        (string Name, int Distance)[] near = names
            .Select(other => (other, Between(name.ToUpperInvariant(), other.ToUpperInvariant())))
            .Where(pair => pair.Item2 <= Math.Max(1, name.Length / 2))
            .OrderBy(pair => pair.Item2)
            .ToArray();
        return near.Length == 1 || (near.Length > 1 && near[0].Distance < near[1].Distance) ? near[0].Name : null;
    }

    /// <summary>Letters put in, left out, exchanged for another or swapped with their neighbour.</summary>
    public static int Between(string left, string right)
    {
        int[,] distance = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }

                int change = left[i - 1] == right[j - 1] ? 0 : 1;
                int least = Math.Min(Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1, distance[i - 1, j - 1] + change);
                bool isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                distance[i, j] = isSwap ? Math.Min(least, distance[i - 2, j - 2] + 1) : least;
            }
        }

        return distance[left.Length, right.Length];
    }
}
