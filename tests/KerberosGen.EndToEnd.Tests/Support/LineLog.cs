namespace KerberosGen.EndToEnd.Tests;

/// <summary>The lines that a process has written so far, and a way to wait for one.</summary>
internal sealed class LineLog
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isEnded;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public string Text => string.Join('\n', Lines);

    /// <summary>Adds a line; null is the end.</summary>
    public void Add(string? line)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (line is null)
                _isEnded = true;
            else
                _lines.Add(line);
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    /// <summary>The first line that contains a text; null if the end comes first.</summary>
    public async Task<string?> FindAsync(string text)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                    return found;
                if (_isEnded)
                    return null;
                changed = _changed.Task;
            }

            await changed;
        }
    }
}
