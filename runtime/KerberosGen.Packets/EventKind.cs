namespace KerberosGen.Packets;

/// <summary>What a room event tells.</summary>
public enum EventKind : byte
{
    /// <summary>A member said something: <c>name: text</c>.</summary>
    Message = 1,

    /// <summary>A member came: its display name.</summary>
    Joined = 2,

    /// <summary>A member went: its display name.</summary>
    Left = 3,

    /// <summary>The room itself has something to say.</summary>
    Notice = 4,
}
