namespace KerberosGen.Client;

/// <summary>What was typed before, and the line that was being typed when one looked for it.</summary>
internal sealed class TypedHistory
{
    private const int Capacity = 500;

    private readonly List<string> _lines = [];
    private int _at;
    private string _draft = "";

    /// <summary>Keeps a line that was typed.</summary>
    public void Add(string line)
    {
        if (_lines.Count == 0 || _lines[^1] != line)
            _lines.Add(line);
        if (_lines.Count > Capacity)
            _lines.RemoveAt(0);
        _at = _lines.Count;
        _draft = "";
    }

    /// <summary>The line before; null if there is none.</summary>
    /// <param name="shown">What stands there now.</param>
    public string? Up(string shown)
    {
        if (_at == 0)
            return null;
        if (_at == _lines.Count)
            _draft = shown;
        return _lines[--_at];
    }

    /// <summary>The line after, at last the one that was being typed; null if there is none.</summary>
    public string? Down()
    {
        if (_at == _lines.Count)
            return null;
        return ++_at == _lines.Count ? _draft : _lines[_at];
    }
}
