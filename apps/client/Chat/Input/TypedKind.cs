namespace KerberosGen.Client;

/// <summary>What a line that was typed asks for.</summary>
internal enum TypedKind
{
    /// <summary>Nothing: the line is empty.</summary>
    Nothing,

    /// <summary>To be said to everyone; <c>/me waves</c> too, which is sent as it is typed.</summary>
    Message,

    /// <summary>To be sent to the room as a message, which takes it for a moderator's command and answers with a notice.</summary>
    Moderation,

    /// <summary><c>/who</c>: who is here.</summary>
    Who,

    /// <summary><c>/help</c>: what can be typed.</summary>
    Help,

    /// <summary><c>/quit</c>: leave.</summary>
    Quit,

    /// <summary>It cannot be done; <see cref="TypedLine.Text"/> says why, in one sentence.</summary>
    Refused,
}
