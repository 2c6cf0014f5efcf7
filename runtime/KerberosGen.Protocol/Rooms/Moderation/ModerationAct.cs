namespace KerberosGen.Protocol;

/// <summary>Something a moderator wants done.</summary>
/// <param name="Verb">What.</param>
/// <param name="Target">
/// On whom: the display name of one who has or had it, or else a client id as 32 hex digits; <c>id:</c> and 32 hex digits are
/// always a client id, since no name holds a colon. For <see cref="ModerationVerb.Say"/>: the text. For
/// <see cref="ModerationVerb.Bans"/>: nothing.
/// </param>
/// <param name="For">For how long, at most 3,650 days; null: until it is lifted. Only bans and mutes have it.</param>
/// <param name="By">Who wants it: <c>console</c>, or the moderator's client id.</param>
public sealed record ModerationAct(ModerationVerb Verb, string Target, TimeSpan? For, string By);
