namespace KerberosGen.Protocol;

/// <summary>What a moderator can do. The word for it after the slash is the name in small letters.</summary>
public enum ModerationVerb
{
    /// <summary>Ends every connection of a client. It may come back.</summary>
    Kick,

    /// <summary>Ends every connection of a client and lets it in no more, for a while or until the ban is lifted.</summary>
    Ban,

    /// <summary>Lifts a ban.</summary>
    Unban,

    /// <summary>Refuses a client's messages, for a while or until the mute is lifted.</summary>
    Mute,

    /// <summary>Lifts a mute.</summary>
    Unmute,

    /// <summary>Says who is banned or muted.</summary>
    Bans,

    /// <summary>Says something in the room's own name: a notice with a place in the order.</summary>
    Say,
}
