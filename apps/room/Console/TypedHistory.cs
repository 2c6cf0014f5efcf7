namespace KerberosGen.Room;

/// <summary>The lines that were entered, to go back to with the arrow keys.</summary>
internal sealed class TypedHistory
{
    private const int MaxLines = 200;

    private readonly List<string> _lines = [];
    private int _at;
    private string _draft = "";

    /// <summary>A line was entered; what comes next is new.</summary>
    public void Add(string line)
    {
        if (line.Length > 0 && (_lines.Count == 0 || _lines[^1] != line))
            _lines.Add(line);
        if (_lines.Count > MaxLines)
            _lines.RemoveAt(0);
        _at = _lines.Count;
        _draft = "";
    }

    /// <summary>The line before; what is typed now is kept as the newest.</summary>
    public string Older(string typed)
    {
        if (_at == 0)
            return typed;
        if (_at == _lines.Count)
            _draft = typed;
        return _lines[--_at];
    }

    /// <summary>The line after.</summary>
    public string Newer(string typed)
    {
        if (_at == _lines.Count)
            return typed;
        return ++_at == _lines.Count ? _draft : _lines[_at];
    }
}
