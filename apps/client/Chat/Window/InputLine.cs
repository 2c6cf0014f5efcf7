using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace KerberosGen.Client;

/// <summary>
/// What is typed at the bottom of a window: editing, what was typed before, and a question before several lines that were
/// pasted are sent.
/// </summary>
/// <param name="ownName">The name that messages bear.</param>
/// <param name="names">Who is here, for Tab.</param>
internal sealed class InputLine(string ownName, Func<IEnumerable<string>> names)
{
    private const KeyCode Ctrl = KeyCode.CtrlMask, Alt = KeyCode.AltMask;

    private readonly LineEditor _editor = new();
    private readonly TypedHistory _history = new();
    private readonly LineEditor _secret = new();
    private PastedText? _asked;
    private (string Question, Action<string?> Answer)? _secretAsked;

    /// <summary>A line was entered.</summary>
    public event Action<string>? Entered;

    /// <summary>Several lines were pasted and are to be sent.</summary>
    public event Action<IReadOnlyList<string>>? Confirmed;

    /// <summary>There is something to say about what was typed or pasted.</summary>
    public event Action<string>? Said;

    /// <summary>True if nothing is typed.</summary>
    public bool IsEmpty => _editor.Text.Length == 0;

    /// <summary>What must be answered first, or null.</summary>
    public string? Question => _secretAsked is { } asked ? asked.Question : _asked is null ? null : FormattableString.Invariant($"Send {_asked.Lines.Count} lines? Enter sends them, Esc does not.");

    /// <summary>As it is shown.</summary>
    /// <param name="width">Columns of a row.</param>
    public InputRows Rows(int width) => InputRows.Of(_editor.Text, _editor.Cursor, width);

    /// <summary>Puts a text back that could not be sent, unless something else is typed there.</summary>
    /// <returns>True if it stands there now.</returns>
    public bool TryPutBack(string text)
    {
        if (!IsEmpty)
            return false;
        _editor.Set(text);
        return true;
    }

    /// <summary>Asks for what nobody may see; what is typed otherwise waits.</summary>
    /// <param name="question">Safe to show.</param>
    /// <param name="answer">Gets what was typed, or null after Esc.</param>
    public void AskSecret(string question, Action<string?> answer) => _secretAsked = (question, answer);

    /// <summary>The secret is not needed any more.</summary>
    public void ForgetSecret()
    {
        _secret.Set("");
        _secretAsked = null;
    }

    /// <summary>Takes what was pasted.</summary>
    public void Paste(string text)
    {
        if (_secretAsked is not null)
        {
            _secret.Insert(text.TrimEnd('\r', '\n'));
            return;
        }

        PastedText pasted = PastedText.Of(text, ownName);
        if (pasted.Problem is not null)
            Said?.Invoke(pasted.Problem);
        else if (pasted.IsAsked)
            _asked = pasted;
        else if (pasted.Lines.Count == 1)
            _editor.Insert(pasted.Lines[0]);
    }

    /// <summary>Takes a key.</summary>
    public void Press(Key key)
    {
        if (_secretAsked is { } asked)
        {
            PressSecret(key, asked.Answer);
            return;
        }

        if (_asked is not null)
        {
            Answer(key.KeyCode, _asked.Lines);
            return;
        }

        if (!TryEdit(key.KeyCode) && key.AsGrapheme is { Length: > 0 } text)
            _editor.Insert(SendableText.Of(text));
    }

    private void PressSecret(Key key, Action<string?> answer)
    {
        switch (key.KeyCode)
        {
            case KeyCode.Enter or KeyCode.Esc:
                string? typed = key.KeyCode == KeyCode.Enter ? _secret.Text : null;
                ForgetSecret();
                answer(typed);
                break;
            case KeyCode.Backspace:
                _secret.Backspace();
                break;
            case KeyCode.U | Ctrl:
                _secret.Set("");
                break;
            default:
                _secret.Insert(key.AsGrapheme);
                break;
        }
    }

    private void Answer(KeyCode key, IReadOnlyList<string> lines)
    {
        if (key is not (KeyCode.Enter or KeyCode.Esc))
            return;
        _asked = null;
        if (key == KeyCode.Enter)
            Confirmed?.Invoke(lines);
    }

    private bool TryEdit(KeyCode key)
    {
        Action? edit = key switch
        {
            KeyCode.Enter or (KeyCode.J | Ctrl) => Enter,
            KeyCode.CursorLeft or (KeyCode.B | Ctrl) => _editor.Left,
            KeyCode.CursorRight or (KeyCode.F | Ctrl) => _editor.Right,
            KeyCode.Home or (KeyCode.A | Ctrl) => _editor.Home,
            KeyCode.End or (KeyCode.E | Ctrl) => _editor.End,
            (KeyCode.CursorLeft | Ctrl) or (KeyCode.CursorLeft | Alt) or (KeyCode.B | Alt) => _editor.WordLeft,
            (KeyCode.CursorRight | Ctrl) or (KeyCode.CursorRight | Alt) or (KeyCode.F | Alt) => _editor.WordRight,
            KeyCode.Backspace or (KeyCode.H | Ctrl) => _editor.Backspace,
            KeyCode.Delete or (KeyCode.D | Ctrl) => _editor.Delete,
            (KeyCode.W | Ctrl) or (KeyCode.Backspace | Ctrl) or (KeyCode.Backspace | Alt) => _editor.CutWordLeft,
            (KeyCode.D | Alt) or (KeyCode.Delete | Ctrl) => _editor.CutWordRight,
            KeyCode.U | Ctrl => _editor.CutToStart,
            KeyCode.K | Ctrl => _editor.CutToEnd,
            KeyCode.Y | Ctrl => _editor.Yank,
            KeyCode.CursorUp or (KeyCode.P | Ctrl) => () => Recall(_history.Up(_editor.Text)),
            KeyCode.CursorDown or (KeyCode.N | Ctrl) => () => Recall(_history.Down()),
            KeyCode.Tab or (KeyCode.I | Ctrl) => Complete,
            _ => null,
        };
        edit?.Invoke();
        return edit is not null;
    }

    private void Enter()
    {
        if (IsEmpty)
            return;
        string line = _editor.Text;
        _history.Add(line);
        _editor.Set("");
        Entered?.Invoke(line);
    }

    private void Recall(string? line)
    {
        if (line is not null)
            _editor.Set(line);
    }

    private void Complete()
    {
        CompletedLine completed = NameCompletion.Complete(_editor.Text, _editor.Cursor, names());
        _editor.Set(completed.Text, completed.Cursor);
        if (completed.Choices.Count > 0)
            Said?.Invoke(string.Join("  ", completed.Choices));
    }
}
