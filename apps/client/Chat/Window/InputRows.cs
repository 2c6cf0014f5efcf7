using System.Globalization;
using KerberosGen.Codec;

namespace KerberosGen.Client;

/// <summary>A line that is typed, as it is shown: in as many rows as it takes.</summary>
/// <param name="Rows">The rows; at least one.</param>
/// <param name="CursorRow">The row of the cursor, from 0.</param>
/// <param name="CursorColumn">The column of the cursor, from 0.</param>
internal sealed record InputRows(IReadOnlyList<string> Rows, int CursorRow, int CursorColumn)
{
    private static readonly System.Buffers.SearchValues<char> Joiners = System.Buffers.SearchValues.Create("\u200c\u200d");

    /// <summary>Breaks a line between grapheme clusters.</summary>
    /// <param name="text">What is typed.</param>
    /// <param name="cursor">Where the cursor stands, in characters of UTF-16.</param>
    /// <param name="width">Columns of a row, at least 2.</param>
    public static InputRows Of(string text, int cursor, int width)
    {
        var rows = new List<string>();
        int cursorRow = 0, cursorColumn = 0, rowStart = 0, columns = 0;
        var row = new System.Text.StringBuilder();
        for (int at = 0; ;)
        {
            int length = at == text.Length ? 0 : StringInfo.GetNextTextElementLength(text.AsSpan(at));
            string shown = Shown(text.Substring(at, length));
            // The cursor needs a column of its own at the end.
            int wide = length == 0 ? 1 : DisplayColumns.Of(shown);
            if (columns + wide > width && columns > 0)
            {
                rows.Add(row.ToString());
                row.Clear();
                rowStart = at;
                columns = 0;
            }

            if (cursor >= at)
                (cursorRow, cursorColumn) = (rows.Count, columns);
            if (length == 0)
                break;
            row.Append(shown);
            columns += wide;
            at += length;
        }

        if (row.Length > 0 || rows.Count == 0 || rowStart == text.Length)
            rows.Add(row.ToString());
        return new InputRows(rows, cursorRow, cursorColumn);
    }

    /// <summary>What a cluster looks like. The joiners of a script need what comes next, and do no harm.</summary>
    private static string Shown(string cluster)
    {
        string escaped = DisplayText.Escape(cluster);
        return ReferenceEquals(escaped, cluster) || (cluster.AsSpan().ContainsAny(Joiners) && IsHarmless(cluster)) ? cluster : escaped;

        static bool IsHarmless(string cluster)
        {
            string bare = cluster.Replace("\u200c", "", StringComparison.Ordinal).Replace("\u200d", "", StringComparison.Ordinal);
            return bare.Length > 0 && DisplayText.Escape(bare) == bare;
        }
    }
}
