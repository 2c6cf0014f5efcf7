namespace KerberosGen.Protocol;

/// <summary>How far a connection has come.</summary>
public enum RoomStanding
{
    /// <summary>It has not been let in.</summary>
    Outside,

    /// <summary>It may speak.</summary>
    Inside,

    /// <summary>It is told what happens, too.</summary>
    Subscribed,

    /// <summary>It has left, or was put out.</summary>
    Gone,
}
