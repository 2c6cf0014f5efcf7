using System.Globalization;

namespace KerberosGen.Protocol;

/// <summary>
/// What a room says to a subscriber alone, beside a 1609 or at the end: what became of its request, and what to do. It never
/// holds another peer's text.
/// </summary>
public static class MemberNotices
{
    private const string BannedStart = "You were banned";

    private const string BannedEnd = ": the room ends your connections.";

    private const string TooManyMessagesStart = "Your message was not sent: you may send ";

    /// <summary>What a notice means for its client: the protocol has no code for it, so the words are what there is.</summary>
    public static NoticeMeaning MeaningOf(string notice)
    {
        if (notice == Kicked || (notice.StartsWith(BannedStart, StringComparison.Ordinal) && notice.EndsWith(BannedEnd, StringComparison.Ordinal)))
            return NoticeMeaning.PutOut;
        return notice.StartsWith(TooManyMessagesStart, StringComparison.Ordinal) ? NoticeMeaning.TooSoon : NoticeMeaning.Other;
    }

    /// <summary>A message from a client that was muted.</summary>
    /// <param name="until">When the mute ends; null: when it is lifted.</param>
    public static string Muted(DateTimeOffset? until) => until is { } end
        ? $"Your message was not sent: you are muted until {Time(end)}."
        : "Your message was not sent: you are muted until a moderator unmutes you.";

    /// <summary>A message too soon after others.</summary>
    public static string TooManyMessages(Rate rate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{TooManyMessagesStart}{Math.Max(rate.Burst, 1)} at once and {rate.PerSecond} a second, on all your connections together. Wait a moment, then send it again.");

    /// <summary>A message that is too long.</summary>
    public static string MessageSize(int size, int limit) => string.Create(
        CultureInfo.InvariantCulture, $"Your message was not sent: it has {size} bytes, and the limit is {limit}. Send it in parts.");

    /// <summary>A message that begins as the room's own mark does.</summary>
    public const string FalseMark = $"Your message was not sent: it begins with '{UnverifiedMark.Text}', which only the room may put in front of what is said.";

    /// <summary>A moderator's command from somebody who is none.</summary>
    public const string NotAModerator = "That was not sent to anyone: it is a command, and only a moderator of this room may give it.";

    /// <summary>A kick, to the one who goes.</summary>
    public const string Kicked = "You were kicked: the room ends your connections. You may come back.";

    /// <summary>A ban, to the one who goes.</summary>
    public static string Banned(TimeSpan? length) => length is { } time
        ? $"{BannedStart} for {SanctionLength.InWords(time)}{BannedEnd}"
        : BannedStart + BannedEnd;

    /// <summary>A mute, to the one who is silent from now on.</summary>
    public static string NowMuted(TimeSpan? length) => length is { } time
        ? $"You were muted for {SanctionLength.InWords(time)}: what you send until then is refused."
        : "You were muted: what you send is refused until a moderator unmutes you.";

    /// <summary>The end of a mute.</summary>
    public const string Unmuted = "You were unmuted: you may speak again.";

    /// <summary>A time, in UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
