namespace KerberosGen.Client;

/// <summary>What a piece of a row is. A window gives each a colour, or with NO_COLOR bold, underline and reverse.</summary>
internal enum RowStyle
{
    /// <summary>What somebody said.</summary>
    Text,

    /// <summary>When, <c>HH:mm</c>.</summary>
    Time,

    /// <summary>Who, in the colour of <see cref="StyledText.NameColour"/>.</summary>
    Name,

    /// <summary>Stands before who could not be verified.</summary>
    Unverified,

    /// <summary>Oneself, in the colour of <see cref="StyledText.NameColour"/>.</summary>
    OwnName,

    /// <summary>One's own name in what another said.</summary>
    Mention,

    /// <summary>What somebody does: <c>/me waves</c>.</summary>
    Action,

    /// <summary>Who came and went.</summary>
    Presence,

    /// <summary>What the room says to everyone.</summary>
    Notice,

    /// <summary>What the room says to this client alone.</summary>
    PrivateNotice,

    /// <summary>The connection was lost.</summary>
    ConnectionLost,

    /// <summary>The connection stands again.</summary>
    ConnectionRestored,

    /// <summary>A message of one's own that is on its way.</summary>
    Sending,

    /// <summary>A message of one's own that was not delivered, and why.</summary>
    NotDelivered,

    /// <summary>What the program itself says: help, lists.</summary>
    Answer,

    /// <summary>A new day.</summary>
    Day,

    /// <summary>From here on it was not read yet.</summary>
    Unread,
}
