using KerberosGen.Clients;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>
/// What has happened in a room, as a window shows it: entries in the room's order, then one's own messages that are on their
/// way. It is data, without a terminal; <see cref="TranscriptView"/> draws it. For one thread.
/// </summary>
internal sealed class Transcript
{
    private readonly TranscriptOptions _options;
    private readonly EntryLines _lines;
    private readonly KnownNames _names = new();
    private readonly List<Entry> _entries = [];
    private readonly List<PendingMessage> _pending = [];
    private PresenceFold? _fold;
    private Entry? _loss;
    private Entry? _marker;
    private ulong? _unreadAfter;

    /// <summary>Begins, with nothing in it.</summary>
    public Transcript(TranscriptOptions options)
    {
        _options = options;
        _lines = new EntryLines(options.OwnId, new Mentions(options.OwnName), options.TimeZone);
        _unreadAfter = options.LastRead;
    }

    /// <summary>Grows with each change: what was drawn before may be old.</summary>
    public long Version { get; private set; }

    /// <summary>The newest event that is known, by its number in the room; 0 if there is none.</summary>
    public ulong LastSequence { get; private set; }

    /// <summary>The number of the oldest entry that is kept; entries are counted from 0.</summary>
    public long Start { get; private set; }

    /// <summary>The number behind the newest entry, those on their way among them.</summary>
    public long End => Start + _entries.Count + _pending.Count;

    /// <summary>An entry by its number. Those on their way move behind what happens.</summary>
    public Entry this[long number] => number - Start is var at && at < _entries.Count ? _entries[(int)at] : _pending[(int)(at - _entries.Count)].Entry;

    /// <summary>Takes what a <see cref="ChatClient"/> tells.</summary>
    public void Add(ChatEvent happened)
    {
        switch (happened)
        {
            case MessageReceived message:
                Confirm(message);
                Append(new Entry(message.Time, _lines.Message(message, _names.SenderOf(message))), message);
                break;
            case MemberJoined joined:
                _names.Learn(joined.ClientId, joined.Name);
                Fold(joined);
                break;
            case MemberLeft left:
                _names.Learn(left.ClientId, left.Name);
                Fold(left);
                break;
            case RoomNotice notice:
                Append(new Entry(notice.Time, _lines.Notice(notice)), notice);
                break;
            case EventsMissed missed:
                Append(new Entry(missed.Time, _lines.Missed(missed)));
                break;
            case ConnectionLost lost:
                Lose(lost);
                break;
            case ConnectionRestored:
                Append(new Entry(happened.Time, _lines.Restored(happened.Time)));
                break;
        }

        if (happened is RoomHappening { Sequence: > 0 } inRoom)
            LastSequence = inRoom.Sequence;
        Version++;
    }

    /// <summary>Shows what the program itself says: help, an answer, a failure.</summary>
    /// <param name="lines">A row each, or more where they are long.</param>
    /// <param name="at">When.</param>
    public void Say(IEnumerable<string> lines, DateTimeOffset at)
    {
        foreach (string line in lines)
            Append(new Entry(at, EntryLines.Answer(line)));
        Version++;
    }

    /// <summary>A message of one's own goes out: it is shown last until the room gives it a place.</summary>
    /// <param name="text">What was said, without the name.</param>
    /// <param name="at">When.</param>
    public PendingMessage Send(string text, DateTimeOffset at)
    {
        var message = new PendingMessage(text, new Entry(at, _lines.Sending(at, _options.OwnName, text, RowStyle.Sending)));
        _pending.Add(message);
        DatePending();
        Version++;
        return message;
    }

    /// <summary>The room has acknowledged it (1605). If the room tells what happens, its event puts it into its place.</summary>
    public void Acknowledge(PendingMessage message)
    {
        if (!_pending.Contains(message))
            return;
        message.IsAcknowledged = true;
        message.Entry.Show(_lines.Sending(message.Entry.Time, _options.OwnName, message.Text, RowStyle.Text));
        // A command is for the room alone: no event comes of it.
        if (!_options.IsSubscribed || ModerationCommand.IsMeant(message.Text))
            Settle(message);
        Version++;
    }

    /// <summary>It was not delivered.</summary>
    /// <param name="message">The message; if the room has told it meanwhile, nothing changes.</param>
    /// <param name="reason">Why, in one sentence.</param>
    public void Fail(PendingMessage message, string reason) => Fail(message, "not delivered", reason);

    /// <summary>Nothing can tell whether it was delivered.</summary>
    /// <param name="message">The message; if the room has told it meanwhile, nothing changes.</param>
    /// <param name="reason">Why, in one sentence.</param>
    public void Doubt(PendingMessage message, string reason) => Fail(message, "perhaps not delivered", reason);

    /// <summary>Nobody looks any more: the marker will stand above what comes from now on.</summary>
    public void MarkUnread()
    {
        _marker?.PutUnread(false);
        _marker = null;
        _unreadAfter = LastSequence;
        Version++;
    }

    private void Fail(PendingMessage message, string outcome, string reason)
    {
        if (!_pending.Contains(message))
            return;
        message.Entry.Show(_lines.NotDelivered(message.Entry.Time, _options.OwnName, message.Text, outcome, reason));
        Settle(message);
        Version++;
    }

    /// <summary>A message that the room tells is on its way no more, and neither is what was acknowledged before it.</summary>
    private void Confirm(MessageReceived message)
    {
        if (!message.IsVerified || message.ClientId != _options.OwnId)
            return;
        int at = message.Sender == _options.OwnName ? _pending.FindIndex(pending => pending.Text == message.Text) : -1;
        if (at < 0)
            return;
        PendingMessage[] before = [.. _pending.Take(at).Where(static pending => pending.IsAcknowledged)];
        _pending.RemoveAt(at);
        foreach (PendingMessage pending in before)
            Settle(pending);
    }

    /// <summary>It stays where it is, among what happened.</summary>
    private void Settle(PendingMessage message)
    {
        _pending.Remove(message);
        Append(message.Entry);
    }

    private void Fold(RoomHappening happened)
    {
        if (_fold is { } fold && fold.Takes(happened.Time) && _lines.DayOf(fold.First) == _lines.DayOf(happened.Time))
        {
            fold.Add(happened);
            _entries[^1].Show(_lines.Presence(fold.First, fold.Words(_lines)));
            return;
        }

        var begun = new PresenceFold(happened.Time);
        begun.Add(happened);
        Append(new Entry(happened.Time, _lines.Presence(happened.Time, begun.Words(_lines))));
        _fold = begun;
    }

    /// <summary>One row for all attempts.</summary>
    private void Lose(ConnectionLost lost)
    {
        if (_loss is { } loss)
        {
            loss.Show(_lines.Lost(lost));
            return;
        }

        var entry = new Entry(lost.Time, _lines.Lost(lost));
        Append(entry);
        _loss = entry;
    }

    private void Append(Entry entry, RoomHappening? happened = null)
    {
        _fold = null;
        _loss = null;
        DateOnly last = _entries.Count > 0 ? _entries[^1].Day : DateOnly.MinValue;
        Date(entry, last);
        if (happened is { Sequence: > 0 } && happened.Sequence > _unreadAfter && !(happened.IsVerified && happened.ClientId == _options.OwnId))
        {
            _unreadAfter = null;
            _marker = entry;
            entry.PutUnread(true);
        }

        _entries.Add(entry);
        if (_entries.Count > _options.Capacity)
            DropOldest();
        DatePending();
    }

    private void DropOldest()
    {
        _entries.RemoveAt(0);
        Start++;
        if (_entries is [{ BeginsDay: false } oldest, ..])
            oldest.PutDay(oldest.Day, isBegun: true);
    }

    /// <summary>What is on its way stands behind all that happened, so its day may have begun by now.</summary>
    private void DatePending()
    {
        DateOnly last = _entries.Count > 0 ? _entries[^1].Day : DateOnly.MinValue;
        foreach (PendingMessage message in _pending)
            last = Date(message.Entry, last);
    }

    private DateOnly Date(Entry entry, DateOnly last)
    {
        DateOnly day = _lines.DayOf(entry.Time) is var own && own > last ? own : last;
        if (entry.Day != day || entry.BeginsDay != (day > last))
            entry.PutDay(day, isBegun: day > last);
        return day;
    }
}
