namespace KerberosGen.Inspection;

/// <summary>What a person may have meant.</summary>
public static class NearName
{
    /// <summary><c>; did you mean X?</c>, or nothing if no name is near.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">What there is; letter case does not matter.</param>
    public static string Hint(string typed, IEnumerable<string> names)
    {
        (string Name, int Distance) best = names
            .Select(name => (Name: name, Distance: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .DefaultIfEmpty((Name: "", Distance: int.MaxValue))
            .MinBy(n => n.Distance);
        return best.Distance <= Math.Max(2, typed.Length / 3) && best.Distance < typed.Length ? $"; did you mean {best.Name}?" : "";
    }

    // Letters to change, add or leave out (Levenshtein), row by row.
    private static int Distance(string one, string other)
    {
        int[] above = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int[] row = new int[other.Length + 1];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            above = row;
        }

        return above[^1];
    }
}
