using System.Globalization;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>How each thing that can happen is put into words.</summary>
/// <param name="ownId">The client that sits here.</param>
/// <param name="mentions">One's own name in what others say.</param>
/// <param name="zone">The zone of the times shown.</param>
internal sealed class EntryLines(PrincipalId ownId, Mentions mentions, TimeZoneInfo zone)
{
    /// <summary>Stands above what was not read yet.</summary>
    public static EntryLine Unread { get; } = new([new StyledText("--- unread ---", RowStyle.Unread)], 0);

    /// <summary>Stands above a new day.</summary>
    public static EntryLine Day(DateOnly day) =>
        new([new StyledText(day.ToString("'--- 'dddd, d MMMM yyyy' ---'", CultureInfo.InvariantCulture), RowStyle.Day)], 0);

    /// <summary>The day of a time, as it is shown.</summary>
    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>What somebody said or does.</summary>
    /// <param name="message">The message.</param>
    /// <param name="name">Who, as it is shown.</param>
    public EntryLine Message(MessageReceived message, string name)
    {
        RowStyle style = ActionOf(message.Text) is null ? RowStyle.Text : RowStyle.Action;
        string shown = ShownText.Of(ActionOf(message.Text) ?? message.Text);
        if (!message.IsVerified)
            return Unverified(message.Time, ShownText.Of(name), style == RowStyle.Action, mentions.Mark(shown, style));
        bool isOwn = message.ClientId == ownId;
        return Said(message.Time, NameOf(message.ClientId, name), style == RowStyle.Action, isOwn ? [new StyledText(shown, style)] : mentions.Mark(shown, style));
    }

    /// <summary>A message of one's own that is on its way.</summary>
    public EntryLine Sending(DateTimeOffset time, string name, string text, RowStyle style) =>
        Said(time, NameOf(ownId, name), ActionOf(text) is not null, [new StyledText(ShownText.Of(ActionOf(text) ?? text), style)]);

    /// <summary>A message of one's own that was not delivered, or perhaps not.</summary>
    /// <param name="time">When it was sent.</param>
    /// <param name="name">One's own name.</param>
    /// <param name="text">What was said.</param>
    /// <param name="outcome"><c>not delivered</c>, or less than that.</param>
    /// <param name="reason">Why, in one sentence.</param>
    public EntryLine NotDelivered(DateTimeOffset time, string name, string text, string outcome, string reason) => Said(
        time, NameOf(ownId, name), ActionOf(text) is not null, [new StyledText($"{ShownText.Of(ActionOf(text) ?? text)}  ({outcome}: {ShownText.Of(reason)})", RowStyle.NotDelivered)]);

    /// <summary>What the room says.</summary>
    public EntryLine Notice(RoomNotice notice) =>
        Marked(notice.Time, '!', [new StyledText(ShownText.Of(notice.Text), notice.Sequence == 0 ? RowStyle.PrivateNotice : RowStyle.Notice)]);

    /// <summary>Who came and went.</summary>
    /// <param name="time">When the first of them did.</param>
    /// <param name="words">Names in their colours, and what they did.</param>
    public EntryLine Presence(DateTimeOffset time, IReadOnlyList<StyledText> words) => Marked(time, '*', words);

    /// <summary>The connection was lost.</summary>
    public EntryLine Lost(ConnectionLost lost)
    {
        string next = lost.NextTry > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $" Trying again in {Math.Ceiling(lost.NextTry.TotalSeconds):0} s.") : "";
        return Marked(lost.Time, '~', [new StyledText($"Connection lost: {ShownText.Of(lost.Reason)}{next}", RowStyle.ConnectionLost)]);
    }

    /// <summary>The connection stands again.</summary>
    public EntryLine Restored(DateTimeOffset time) => Marked(time, '~', [new StyledText("Connected again.", RowStyle.ConnectionRestored)]);

    /// <summary>Something happened that cannot be known any more.</summary>
    public EntryLine Missed(EventsMissed missed)
    {
        string what = missed.Count == 1 ? "1 event was missed: the room no longer holds it." : string.Create(CultureInfo.InvariantCulture, $"{missed.Count} events were missed: the room no longer holds them.");
        return Marked(missed.Time, '~', [new StyledText(what, RowStyle.ConnectionLost)]);
    }

    /// <summary>A row of what the program itself says.</summary>
    public static EntryLine Answer(string shown) => new([new StyledText("      " + ShownText.Of(shown), RowStyle.Answer)], 8);

    /// <summary>A name in its colour.</summary>
    public StyledText NameOf(PrincipalId client, string name) =>
        new(ShownText.Of(name), client == ownId ? RowStyle.OwnName : RowStyle.Name, NameColours.Of(client));

    private static string? ActionOf(string text) =>
        text.StartsWith(TypedLine.Action, StringComparison.Ordinal) && text.AsSpan(TypedLine.Action.Length).Trim().Length > 0 ? text[TypedLine.Action.Length..] : null;

    private EntryLine Said(DateTimeOffset time, StyledText name, bool isAction, IReadOnlyList<StyledText> body)
    {
        if (isAction)
            return Marked(time, '*', [name, new StyledText(" ", RowStyle.Text), .. body]);
        StyledText[] head = [TimeOf(time), name, new StyledText(name.Text.Length == 0 ? "" : ": ", RowStyle.Text)];
        return new EntryLine([.. head, .. body], head.Sum(static piece => DisplayColumns.Of(piece.Text)));
    }

    // Neither the name nor the client id is proved: nothing of it has a colour.
    private EntryLine Unverified(DateTimeOffset time, string name, bool isAction, IReadOnlyList<StyledText> body)
    {
        string separator = isAction ? " " : name.Length == 0 ? "" : ": ";
        StyledText[] head = [TimeOf(time), new StyledText(UnverifiedMark.Text, RowStyle.Unverified), new StyledText((isAction ? "* " : "") + name + separator, RowStyle.Text)];
        return new EntryLine([.. head, .. body], head.Sum(static piece => DisplayColumns.Of(piece.Text)));
    }

    private EntryLine Marked(DateTimeOffset time, char mark, IReadOnlyList<StyledText> body)
    {
        StyledText[] head = [TimeOf(time), new StyledText($"{mark} ", body[^1].Style)];
        return new EntryLine([.. head, .. body], head.Sum(static piece => piece.Text.Length));
    }

    private StyledText TimeOf(DateTimeOffset time) =>
        new(TimeZoneInfo.ConvertTime(time, zone).ToString("HH:mm ", CultureInfo.InvariantCulture), RowStyle.Time);
}
