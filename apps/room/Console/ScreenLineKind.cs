namespace KerberosGen.Room;

/// <summary>What a line of the screen is.</summary>
internal enum ScreenLineKind
{
    /// <summary>Something happened in a room.</summary>
    Event,

    /// <summary>A room serves now.</summary>
    Ready,

    /// <summary>What the operator typed.</summary>
    Typed,

    /// <summary>What the operator is told.</summary>
    Answer,

    /// <summary>A line of the log, where it shares the screen's terminal.</summary>
    Log,

    /// <summary>How many lines were left out here.</summary>
    Omission,

    /// <summary>Nothing: the terminal is emptied.</summary>
    EmptyScreen,
}
