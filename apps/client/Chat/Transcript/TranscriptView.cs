namespace KerberosGen.Client;

/// <summary>
/// A window onto a transcript: at its end, where it follows what comes, or scrolled up, where it stays with what is read,
/// through new messages and other widths. Only rows that are looked at are made. For one thread.
/// </summary>
internal sealed class TranscriptView(Transcript transcript)
{
    private RowPosition? _bottom;
    private long _endWhenLeft;

    /// <summary>True if the newest row is shown, and will be.</summary>
    public bool IsAtEnd => _bottom is null;

    /// <summary>Entries that came since it was scrolled up.</summary>
    public long NewBelow => _bottom is null ? 0 : Math.Max(0, transcript.End - _endWhenLeft);

    /// <summary>False while nobody looks: what is drawn then does not count as read.</summary>
    public bool IsAttended { get; set; } = true;

    /// <summary>The last event that was read, by its number in the room; 0 if there is none.</summary>
    public ulong LastRead { get; private set; }

    /// <summary>The rows to draw, from above; fewer than fit if there are no more.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows.</param>
    public IReadOnlyList<TranscriptRow> Rows(int width, int height)
    {
        if (IsAtEnd && IsAttended)
            LastRead = Math.Max(LastRead, transcript.LastSequence);
        if (transcript.Start == transcript.End || height <= 0)
            return [];
        var rows = new List<TranscriptRow>();
        RowPosition? at = BottomFor(width, height);
        while (at is { } position && rows.Count < height)
        {
            rows.Add(transcript[position.Entry].Rows(width)[position.Row]);
            at = Above(position, width);
        }

        rows.Reverse();
        return rows;
    }

    /// <summary>Scrolls up by so many rows, or down by a negative number.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="width">Columns of the window.</param>
    /// <param name="height">Rows of the window.</param>
    public void Scroll(int rows, int width, int height)
    {
        if (transcript.Start == transcript.End)
            return;
        RowPosition at = BottomFor(width, height);
        for (; rows > 0 && Above(at, width) is { } above; rows--)
            at = above;
        for (; rows < 0 && Below(at, width) is { } below; rows++)
            at = below;
        Stay(at, width, height);
    }

    /// <summary>Scrolls to the oldest row.</summary>
    /// <param name="width">Columns of the window.</param>
    /// <param name="height">Rows of the window.</param>
    public void ScrollToStart(int width, int height)
    {
        if (transcript.Start < transcript.End)
            Stay(new RowPosition(transcript.Start, 0), width, height);
    }

    /// <summary>Scrolls to the newest row.</summary>
    public void ScrollToEnd() => _bottom = null;

    private void Stay(RowPosition bottom, int width, int height)
    {
        RowPosition full = Fill(bottom, width, height);
        if (Below(full, width) is null)
        {
            ScrollToEnd();
            return;
        }

        if (IsAtEnd)
            _endWhenLeft = transcript.End;
        _bottom = full;
    }

    /// <summary>The lowest row to draw. What is scrolled to may have gone, or have fewer rows at this width.</summary>
    private RowPosition BottomFor(int width, int height)
    {
        if (_bottom is not { } bottom || bottom.Entry >= transcript.End)
            return LastOf(transcript.End - 1, width);
        if (bottom.Entry < transcript.Start)
            bottom = new RowPosition(transcript.Start, 0);
        return Fill(bottom with { Row = Math.Min(bottom.Row, LastOf(bottom.Entry, width).Row) }, width, height);
    }

    /// <summary>Goes down as far as rows are missing above.</summary>
    private RowPosition Fill(RowPosition bottom, int width, int height)
    {
        int missing = height - 1;
        for (RowPosition? at = Above(bottom, width); at is { } above && missing > 0; missing--)
            at = Above(above, width);
        for (; missing > 0 && Below(bottom, width) is { } below; missing--)
            bottom = below;
        return bottom;
    }

    private RowPosition? Above(RowPosition at, int width) =>
        at.Row > 0 ? at with { Row = at.Row - 1 } : at.Entry > transcript.Start ? LastOf(at.Entry - 1, width) : null;

    private RowPosition? Below(RowPosition at, int width) =>
        at.Row < LastOf(at.Entry, width).Row ? at with { Row = at.Row + 1 } : at.Entry + 1 < transcript.End ? new RowPosition(at.Entry + 1, 0) : null;

    private RowPosition LastOf(long entry, int width) => new(entry, transcript[entry].Rows(width).Length - 1);
}
