namespace KerberosGen.Client;

/// <summary>What a person typed stands on the terminal before the room sends it back: those lines are not shown again.</summary>
internal sealed class TypedEcho
{
    private readonly Lock _gate = new();
    private readonly List<string> _typed = [];

    /// <summary>A text was typed, and is about to be sent.</summary>
    public void Add(string text)
    {
        lock (_gate)
            _typed.Add(text);
    }

    /// <summary>Takes a text off; false if it was not typed here.</summary>
    public bool Remove(string text)
    {
        lock (_gate)
            return _typed.Remove(text);
    }
}
