using Attribute = Terminal.Gui.Drawing.Attribute;

namespace KerberosGen.Client;

/// <summary>Draws a chat window: what has changed, and no more. For the window's thread.</summary>
/// <param name="terminal">Where.</param>
/// <param name="conversation">What happens in the room.</param>
/// <param name="input">What is typed.</param>
/// <param name="palette">What it looks like.</param>
internal sealed class ChatScreen(WindowTerminal terminal, Conversation conversation, InputLine input, Palette palette)
{
    private const string Prompt = "> ";

    private readonly TranscriptView _view = new(conversation.Transcript);
    private int _drawnVersion = -1;
    private WindowLayout _layout;
    private TranscriptRow?[] _drawnRows = [];
    private IReadOnlyList<PresentName>? _drawnNames;
    private string? _drawnStatus;
    private InputRows? _drawnInput;

    /// <summary>The last event that was read, by its number in the room; 0 if there is none.</summary>
    public ulong LastRead => _view.LastRead;

    /// <summary>Tells if somebody looks: the terminal has the keyboard, as far as it says so.</summary>
    public void Attend(bool isAttended)
    {
        if (_view.IsAttended && !isAttended && _view.IsAtEnd)
            conversation.Transcript.MarkUnread();
        _view.IsAttended = isAttended;
    }

    /// <summary>Scrolls by windows: up, or down by a negative number.</summary>
    public void ScrollPages(int pages) => _view.Scroll(pages * Math.Max(1, _layout.Transcript.Height - 1), _layout.Transcript.Width, _layout.Transcript.Height);

    /// <summary>Scrolls to the oldest row.</summary>
    public void ScrollToStart() => _view.ScrollToStart(_layout.Transcript.Width, _layout.Transcript.Height);

    /// <summary>Scrolls to the newest row.</summary>
    public void ScrollToEnd() => _view.ScrollToEnd();

    /// <summary>Draws what has changed.</summary>
    public void Draw()
    {
        int columns = terminal.Buffer.Cols;
        InputRows rows = input.Question is { } question ? InputRows.Of(question, question.Length, columns) : input.Rows(Math.Max(2, columns - Prompt.Length));
        var layout = WindowLayout.Of(columns, terminal.Buffer.Rows, rows.Rows.Count);
        if (terminal.Version != _drawnVersion || layout != _layout)
            Forget(layout);
        bool hasChanged = DrawTranscript();
        hasChanged |= DrawMembers();
        hasChanged |= DrawStatus();
        hasChanged |= DrawInput(rows, out int cursorColumn, out int cursorRow);
        if (hasChanged)
            terminal.Draw(cursorColumn, cursorRow);
    }

    private void Forget(WindowLayout layout)
    {
        _drawnVersion = terminal.Version;
        _layout = layout;
        _drawnRows = new TranscriptRow?[layout.Transcript.Height];
        _drawnNames = null;
        _drawnStatus = null;
        _drawnInput = null;
        for (int row = 0; row < layout.Transcript.Height; row++)
            On(layout.Transcript).Draw(row, [], Palette.Plain);
    }

    private Canvas On(Area area) => new(terminal.Buffer, area);

    private bool DrawTranscript()
    {
        Area area = _layout.Transcript;
        if (area.Height == 0)
            return false;
        IReadOnlyList<TranscriptRow> rows = _view.Rows(area.Width, area.Height);
        bool hasChanged = false;
        for (int i = 0; i < area.Height; i++)
        {
            int at = i - (area.Height - rows.Count);
            TranscriptRow? row = at < 0 ? null : rows[at];
            if (ReferenceEquals(row, _drawnRows[i]))
                continue;
            On(area).Draw(i, row is null ? [] : row.Pieces.Select(piece => (piece.Text, palette.Of(piece))), Palette.Plain);
            _drawnRows[i] = row;
            hasChanged = true;
        }

        return hasChanged;
    }

    private bool DrawMembers()
    {
        Area area = _layout.Members;
        IReadOnlyList<PresentName> names = conversation.Members.Names;
        if (area.Width == 0 || ReferenceEquals(names, _drawnNames))
            return false;
        _drawnNames = names;
        for (int i = 0; i < area.Height; i++)
        {
            (string Text, Attribute Look) piece = ("", Palette.Plain);
            if (i == area.Height - 1 && names.Count > area.Height)
                piece = (FormattableString.Invariant($"and {names.Count - i} more"), Palette.Quiet);
            else if (i < names.Count)
                piece = (names[i].Name, palette.OfName(names[i].Colour, names[i].IsOwn));
            On(area).Draw(i, [("│ ", Palette.Quiet), piece], Palette.Plain);
        }

        return true;
    }

    private bool DrawStatus()
    {
        Area area = _layout.Status;
        string left = conversation.Status;
        string right = _view.NewBelow > 0 ? FormattableString.Invariant($"{_view.NewBelow} new below ") : _view.IsAtEnd ? "" : "scrolled up ";
        string status = $"{left}\n{right}";
        if (area.Height == 0 || status == _drawnStatus)
            return false;
        _drawnStatus = status;
        int room = Math.Max(0, area.Width - DisplayColumns.Of(right) - 1);
        string shown = Fit(" " + left, room);
        string gap = new(' ', Math.Max(0, room + 1 - DisplayColumns.Of(shown)));
        On(area).Draw(0, [(shown, conversation.IsConnected ? Palette.Status : Palette.StatusAlert), (gap, Palette.Status), (right, Palette.StatusAlert)], Palette.Status);
        return true;
    }

    private static string Fit(string text, int columns)
    {
        while (DisplayColumns.Of(text) > columns && text.Length > 0)
            text = text[..^(text.Length > 1 && char.IsLowSurrogate(text[^1]) ? 2 : 1)];
        return text;
    }

    private bool DrawInput(InputRows rows, out int cursorColumn, out int cursorRow)
    {
        Area area = _layout.Input;
        bool isQuestion = input.Question is not null;
        int first = Math.Clamp(rows.CursorRow - area.Height + 1, 0, Math.Max(0, rows.Rows.Count - area.Height));
        int indent = isQuestion ? 0 : Prompt.Length;
        cursorColumn = Math.Min(indent + rows.CursorColumn, area.Width - 1);
        cursorRow = area.Top + rows.CursorRow - first;
        if (rows == _drawnInput || (_drawnInput is { } drawn && drawn.Rows.SequenceEqual(rows.Rows) && drawn with { Rows = rows.Rows } == rows))
            return false;
        _drawnInput = rows;
        for (int i = 0; i < area.Height; i++)
        {
            string text = first + i < rows.Rows.Count ? rows.Rows[first + i] : "";
            string lead = isQuestion ? "" : first + i == 0 ? Prompt : "  ";
            On(area).Draw(i, [(lead, Palette.Quiet), (text, isQuestion ? Palette.StatusAlert : Palette.Plain)], Palette.Plain);
        }

        return true;
    }
}
