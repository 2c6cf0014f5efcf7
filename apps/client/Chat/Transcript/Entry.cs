namespace KerberosGen.Client;

/// <summary>Something of a transcript, and its rows at the width that was asked for last.</summary>
/// <param name="time">When it happened.</param>
/// <param name="line">What it shows.</param>
internal sealed class Entry(DateTimeOffset time, EntryLine line)
{
    private TranscriptRow[] _rows = [];
    private int _width;

    /// <summary>When it happened.</summary>
    public DateTimeOffset Time => time;

    /// <summary>What it shows.</summary>
    public EntryLine Line { get; private set; } = line;

    /// <summary>The newest day of it and all before it: our clock and the room's may differ, and a day begins once.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>True if the row of its day stands above it.</summary>
    public bool BeginsDay { get; private set; }

    /// <summary>True if the unread marker stands above it.</summary>
    public bool BeginsUnread { get; private set; }

    /// <summary>Its rows; they are kept for the next time.</summary>
    /// <param name="width">Columns that a row may take, at least 1.</param>
    public TranscriptRow[] Rows(int width)
    {
        if (_width != width)
        {
            _rows = [.. Above().SelectMany(above => RowWrapper.Wrap(above, width)), .. RowWrapper.Wrap(Line, width)];
            _width = width;
        }

        return _rows;
    }

    /// <summary>It has grown: more have come or gone.</summary>
    public void Show(EntryLine line)
    {
        Line = line;
        _width = 0;
    }

    /// <summary>Says where its day begins.</summary>
    public void PutDay(DateOnly day, bool isBegun)
    {
        Day = day;
        BeginsDay = isBegun;
        _width = 0;
    }

    /// <summary>Puts the unread marker above it, or takes it away.</summary>
    public void PutUnread(bool isBegun)
    {
        BeginsUnread = isBegun;
        _width = 0;
    }

    private IEnumerable<EntryLine> Above()
    {
        if (BeginsDay)
            yield return EntryLines.Day(Day);
        if (BeginsUnread)
            yield return EntryLines.Unread;
    }
}
