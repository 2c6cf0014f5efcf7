namespace KerberosGen.Protocol;

/// <summary>What a moderator may impose on a client id.</summary>
public enum SanctionKind
{
    /// <summary>It is not let in.</summary>
    Ban = 1,

    /// <summary>Its messages are refused.</summary>
    Mute = 2,
}
