using System.Globalization;
using System.Text;
using KerberosGen.Codec;
using Spectre.Console;

namespace KerberosGen.Room;

/// <summary>
/// The line that the operator types, key by key. A cursor moves over what a person takes for one character, whatever it is
/// made of. The libraries for this keep the terminal for themselves while one types, and a room goes on talking.
/// </summary>
internal sealed class LineEditor
{
    /// <summary>More characters are not taken.</summary>
    private const int MaxLength = 8 * 1024;

    /// <summary>Columns that are left for typing, whatever the prompt.</summary>
    private const int MinColumns = 10;

    private readonly TypedHistory _history = new();
    private readonly Func<string, string> _complete;
    private string _text = "";
    private int _cursor;
    private int _firstShown;
    private char _highSurrogate;

    /// <summary>Begins with nothing typed.</summary>
    /// <param name="complete">What the Tab key makes of what is left of the cursor.</param>
    public LineEditor(Func<string, string> complete) => _complete = complete;

    /// <summary>Takes a key.</summary>
    /// <param name="key">Which.</param>
    /// <param name="entered">The line, if it is complete with this key.</param>
    public EditOutcome Take(ConsoleKeyInfo key, out string entered)
    {
        entered = "";
        bool isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                entered = _text;
                _history.Add(entered);
                Become("", 0);
                return EditOutcome.Entered;
            case ConsoleKey.D when isControl && _text.Length == 0:
                return EditOutcome.Ended;
            case ConsoleKey.L when isControl:
                return EditOutcome.Cleared;
            default:
                if (isControl)
                    EditByControl(key.Key);
                else if (!TryMoveOrCut(key.Key))
                    Insert(key.KeyChar);
                return EditOutcome.Edited;
        }
    }

    /// <summary>What to show of it, in so many columns.</summary>
    /// <param name="prompt">Stands in front; safe to show.</param>
    /// <param name="columns">The terminal's width. The row never fills it: it would go on in the next one.</param>
    public InputRow Draw(string prompt, int columns)
    {
        if (prompt.GetCellWidth() > columns - MinColumns)
            prompt = "";
        int room = columns - 1 - prompt.GetCellWidth();
        _firstShown = Math.Min(_firstShown, _cursor);
        while (_firstShown < _cursor && Measure(_firstShown, _cursor) >= room)
            _firstShown = Next(_firstShown);
        int left = room - Measure(_firstShown, _cursor);
        int end = _cursor;
        while (end < _text.Length && Measure(end, Next(end)) is int width && width < left)
        {
            left -= width;
            end = Next(end);
        }

        return new InputRow(prompt + Shown(_firstShown, _cursor), Shown(_cursor, end));
    }

    private void EditByControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A:
                _cursor = 0;
                break;
            case ConsoleKey.E:
                _cursor = _text.Length;
                break;
            case ConsoleKey.B:
                _cursor = Previous(_cursor);
                break;
            case ConsoleKey.F:
                _cursor = Next(_cursor);
                break;
            case ConsoleKey.LeftArrow:
            case ConsoleKey.RightArrow:
                _cursor = key == ConsoleKey.LeftArrow ? WordStart() : WordEnd();
                break;
            case ConsoleKey.D:
                Cut(_cursor, Next(_cursor));
                break;
            case ConsoleKey.H:
            case ConsoleKey.Backspace:
                Cut(Previous(_cursor), _cursor);
                break;
            case ConsoleKey.K:
                Cut(_cursor, _text.Length);
                break;
            case ConsoleKey.U:
                Cut(0, _cursor);
                break;
            case ConsoleKey.W:
                Cut(WordStart(), _cursor);
                break;
            case ConsoleKey.P:
            case ConsoleKey.N:
                Recall(key == ConsoleKey.P ? _history.Older(_text) : _history.Newer(_text));
                break;
        }
    }

    private bool TryMoveOrCut(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.LeftArrow:
                _cursor = Previous(_cursor);
                return true;
            case ConsoleKey.RightArrow:
                _cursor = Next(_cursor);
                return true;
            case ConsoleKey.Home:
                _cursor = 0;
                return true;
            case ConsoleKey.End:
                _cursor = _text.Length;
                return true;
            case ConsoleKey.UpArrow:
                Recall(_history.Older(_text));
                return true;
            case ConsoleKey.DownArrow:
                Recall(_history.Newer(_text));
                return true;
            case ConsoleKey.Backspace:
                Cut(Previous(_cursor), _cursor);
                return true;
            case ConsoleKey.Delete:
                Cut(_cursor, Next(_cursor));
                return true;
            case ConsoleKey.Tab:
                string completed = _complete(_text[.._cursor]);
                Become(completed + _text[_cursor..], completed.Length);
                return true;
            default:
                return false;
        }
    }

    private void Insert(char typed)
    {
        if (char.IsHighSurrogate(typed))
        {
            _highSurrogate = typed;
            return;
        }

        string text = char.IsLowSurrogate(typed) && _highSurrogate != 0 ? $"{_highSurrogate}{typed}" : $"{typed}";
        _highSurrogate = '\0';
        if (char.IsControl(typed) || _text.Length + text.Length > MaxLength || !Rune.TryGetRuneAt(text, 0, out _))
            return;
        Become(_text.Insert(_cursor, text), _cursor + text.Length);
    }

    private void Recall(string line) => Become(line, line.Length);

    private void Become(string text, int cursor)
    {
        _text = text;
        _cursor = cursor;
    }

    private void Cut(int from, int to) => Become(_text.Remove(from, to - from), from);

    private int Next(int at) => at == _text.Length ? at : at + StringInfo.GetNextTextElementLength(_text, at);

    private int Previous(int at) => StringInfo.ParseCombiningCharacters(_text).LastOrDefault(start => start < at);

    private int WordStart()
    {
        int at = _cursor;
        while (at > 0 && _text[at - 1] == ' ')
            at--;
        while (at > 0 && _text[at - 1] != ' ')
            at--;
        return at;
    }

    private int WordEnd()
    {
        int at = _cursor;
        while (at < _text.Length && _text[at] == ' ')
            at++;
        while (at < _text.Length && _text[at] != ' ')
            at++;
        return at;
    }

    private int Measure(int from, int to)
    {
        int width = 0;
        for (int at = from; at < to; at = Next(at))
        {
            // A sign that asks to be shown as a picture is two columns wide, whatever it is on its own.
            string element = Shown(at, Next(at));
            width += element.Contains('\ufe0f', StringComparison.Ordinal) ? Math.Max(2, element.GetCellWidth()) : element.GetCellWidth();
        }

        return width;
    }

    /// <summary>What was pasted may hold what drives a terminal, as what peers send may.</summary>
    private string Shown(int from, int to) => DisplayText.Escape(_text[from..to]);
}
