namespace KerberosGen.Room;

/// <summary>What a key made of the row.</summary>
internal enum EditOutcome
{
    /// <summary>It may look different now.</summary>
    Edited,

    /// <summary>It is complete: <see cref="LineEditor.Take"/> gave it out, and a new one is begun.</summary>
    Entered,

    /// <summary>The operator means to end: Ctrl-D where nothing is typed.</summary>
    Ended,

    /// <summary>The operator wants an empty screen: Ctrl-L.</summary>
    Cleared,
}
