using System.Globalization;

namespace KerberosGen.Client;

/// <summary>
/// Breaks a line into rows: between words where it can, else between grapheme clusters, never within one, nor within an escape
/// that has room in a row. Blanks at a break are left out.
/// </summary>
internal sealed class RowWrapper
{
    /// <summary>Stands for a cluster that is wider than the whole window.</summary>
    private const string TooWide = "\ufffd";

    /// <summary>The rows behind the first are set in by this much where the line's own indent is too much: the time stays free.</summary>
    private const int SmallIndent = 6;

    /// <summary>What must not begin a row (as in JIS X 4051, the common ones).</summary>
    private const string NeverFirst = "、。，．！？：；」』）】〉》ー々";

    private readonly List<TranscriptRow> _rows = [];
    private readonly List<Cluster> _row = [];
    private readonly int _width;
    private readonly int _indent;
    private int _columns;

    private RowWrapper(int indent, int width)
    {
        _width = Math.Max(1, width);
        _indent = indent * 3 <= _width ? indent : SmallIndent * 4 <= _width ? SmallIndent : 0;
    }

    private int Room => _rows.Count == 0 ? _width : _width - _indent;

    /// <summary>Breaks a line into rows, at least one.</summary>
    /// <param name="line">What to show; <see cref="ShownText"/>.</param>
    /// <param name="width">Columns that a row may take, at least 1.</param>
    public static TranscriptRow[] Wrap(EntryLine line, int width)
    {
        var wrapper = new RowWrapper(line.Indent, width);
        foreach (StyledText piece in line.Pieces)
        {
            for (int at = 0; at < piece.Text.Length;)
            {
                int length = ShownText.NextLength(piece.Text.AsSpan(at));
                int columns = DisplayColumns.Of(piece.Text.Substring(at, length));
                if (columns > wrapper._width - wrapper._indent)
                {
                    length = StringInfo.GetNextTextElementLength(piece.Text.AsSpan(at));
                    columns = DisplayColumns.OfCluster(piece.Text.AsSpan(at, length));
                }

                wrapper.Add(new Cluster(piece, at, length, columns));
                at += length;
            }
        }

        wrapper.EndRow(wrapper._row.Count);
        return [.. wrapper._rows];
    }

    private void Add(Cluster cluster)
    {
        if (cluster.Columns > _width)
            cluster = new Cluster(cluster.Piece with { Text = TooWide }, 0, TooWide.Length, 1);
        while (_columns + cluster.Columns > Room)
        {
            if (cluster.IsBlank)
            {
                // It ends the row; what follows begins the next.
                EndRow(_row.Count);
                return;
            }

            EndRow(LastBreak(cluster));
        }

        if (cluster.IsBlank && _row.Count == 0 && _rows.Count > 0)
            return;
        _row.Add(cluster);
        _columns += cluster.Columns;
    }

    /// <summary>How many clusters of the row stay, so that the rest and what comes next begin a row.</summary>
    private int LastBreak(Cluster next)
    {
        int fitting = Fitting();
        for (int at = fitting; at > 0; at--)
        {
            if (MayBreak(_row[at - 1], at < _row.Count ? _row[at] : next))
                return at;
        }

        return fitting;
    }

    /// <summary>How many clusters of the row fit: what was moved here came from a row that is not set in.</summary>
    private int Fitting()
    {
        int columns = 0;
        return _row.TakeWhile(cluster => (columns += cluster.Columns) <= Room).Count();
    }

    private static bool MayBreak(Cluster before, Cluster after) =>
        before.IsBlank || ((before.IsWide || after.IsWide) && !NeverFirst.Contains(after.First, StringComparison.Ordinal));

    private void EndRow(int count)
    {
        int shown = count;
        while (shown > 0 && _row[shown - 1].IsBlank)
            shown--;
        var pieces = new List<StyledText>();
        if (_rows.Count > 0 && _indent > 0)
            pieces.Add(new StyledText(new string(' ', _indent), RowStyle.Text));
        for (int at = 0; at < shown;)
        {
            Cluster first = _row[at];
            int end = first.Start;
            while (at < shown && ReferenceEquals(_row[at].Piece.Text, first.Piece.Text) && _row[at].Start == end)
                end += _row[at++].Length;
            pieces.Add(first.Piece with { Text = first.Piece.Text[first.Start..end] });
        }

        _rows.Add(new TranscriptRow(pieces));
        _row.RemoveRange(0, count);
        _columns = _row.Sum(static cluster => cluster.Columns);
    }

    private readonly record struct Cluster(StyledText Piece, int Start, int Length, int Columns)
    {
        public char First => Piece.Text[Start];

        public bool IsBlank => Length == 1 && First == ' ';

        public bool IsWide => Columns > 1 && First != '\\';
    }
}
