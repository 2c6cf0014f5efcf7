namespace KerberosGen.Client;

/// <summary>A message of one's own that has no place in the room's order yet.</summary>
/// <param name="text">What was said, without the name.</param>
/// <param name="entry">Where it is shown.</param>
internal sealed class PendingMessage(string text, Entry entry)
{
    /// <summary>What was said, without the name.</summary>
    public string Text => text;

    /// <summary>Where it is shown.</summary>
    public Entry Entry => entry;

    /// <summary>True once the room has acknowledged it.</summary>
    public bool IsAcknowledged { get; set; }
}
