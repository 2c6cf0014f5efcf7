using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// A room: one order for all, a history, and who is in it. Commands are taken one after another and change nothing that can be
/// seen; <see cref="Commit"/> keeps what they bring, together, and only then are events sent and requests answered: what was
/// acknowledged is never lost. Not for use by two threads at once.
/// </summary>
public sealed class ChatRoom
{
    private readonly RoomOptions _options;
    private readonly IRoomStore _store;
    private readonly IRoomObserver _observer;
    private readonly TimeProvider _clock;
    private readonly RoomLog _log;
    private readonly MemberBook _book;
    private readonly ReplayCache _replays = new();
    private readonly RoomDraft _draft;
    private readonly RoomRoster _roster;
    private readonly RoomModeration _moderation;
    private readonly RoomAudience _audience;
    private bool _isTidying;

    /// <summary>Brings a room back as it was kept. Those who were present when it ended are announced as gone.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="store">What is kept; the caller's.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="clock">The time.</param>
    /// <exception cref="StoreFailedException">The store cannot be read or written.</exception>
    public ChatRoom(RoomOptions options, IRoomStore store, IRoomObserver observer, TimeProvider clock)
    {
        _options = options;
        _store = store;
        _observer = observer;
        _clock = clock;
        RoomMemory memory = store.Read();
        _log = new RoomLog(memory.LastSequence, memory.Events);
        _audience = new RoomAudience(options, _log, observer);
        _draft = new RoomDraft(_log.NextSequence, clock);
        _draft.Changes.FirstHeld = _log.FirstHeld;
        _roster = new RoomRoster(_draft);
        _book = new MemberBook(options, memory, _draft.Changes);
        _moderation = new RoomModeration(options, _book, _roster, _draft, observer, clock);
        foreach (RememberedAuthenticator authenticator in memory.Authenticators)
            _replays.TryAdd(authenticator, clock.GetUtcNow());
        foreach (NameClaim gone in memory.Present)
            _draft.Happen(EventKind.Left, gone.Client, gone.Name.Utf8.ToArray());
        Commit();
    }

    /// <summary>Takes a command. Its effects are seen after the next <see cref="Commit"/>.</summary>
    public void Take(in RoomCommand command)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        switch (command.Kind)
        {
            case RoomCommandKind.Moderate:
                Take((AnsweredWish<ModerationAct, ModerationResult>)command.Content!, now);
                return;
            case RoomCommandKind.ListForOperator:
                Take((AnsweredWish<NoContext, IReadOnlyList<PresentMember>>)command.Content!, now);
                return;
            case RoomCommandKind.Tidy:
                _moderation.Tidy(now);
                _replays.Forget(now);
                _isTidying = true;
                return;
            case RoomCommandKind.Remove:
                _roster.Remove(command.Member!);
                return;
            default:
                Take(in command, command.Member!, now);
                return;
        }
    }

    /// <summary>Keeps what the commands since the last time brought, then lets it be seen.</summary>
    /// <exception cref="StoreFailedException">It could not be kept. Nothing was seen or answered, and the room is of no more use: it must be brought back.</exception>
    public void Commit()
    {
        do
        {
            DateTimeOffset now = _clock.GetUtcNow();
            Keep(now);
            _audience.Show(_draft.Effects, now);
            _draft.ClearEffects();
            _log.Trim(_options.History, _options.OldestHeld(now));
        }
        while (PutOutTooSlow());
    }

    /// <summary>Gives up what was not kept, after a failure: the operator learns that it was not done. Everyone else learns it by the end of the connection.</summary>
    public void Abandon() => _draft.Abandon();

    private void Keep(DateTimeOffset now)
    {
        RoomChanges changes = _draft.Changes;
        ulong firstHeld = _log.FirstToHold(_draft.NextSequence, _options.History, _options.OldestHeld(now));
        // What has become too old goes with the next change, or when the room tidies up.
        if (!changes.IsEmpty || (_isTidying && firstHeld > changes.FirstHeld))
        {
            changes.Now = now;
            changes.FirstHeld = firstHeld;
            _store.Commit(changes);
            changes.Clear();
        }

        _isTidying = false;
    }

    // That somebody has gone is told to the others, and one of those may be too slow for that.
    private bool PutOutTooSlow()
    {
        foreach (RoomMember member in _audience.TooSlow)
            _roster.End(member, "You take too slowly what the room sends you: the connection ends.");
        return !_audience.TooSlow.IsEmpty;
    }

    // Apart from the commands of members, which must not allocate what these capture.
    private void Take(AnsweredWish<ModerationAct, ModerationResult> wish, DateTimeOffset now)
    {
        ModerationResult result = _moderation.Do(wish.Wish, now);
        _draft.Add(RoomEffect.Grant(wish, () => wish.Grant(result)));
    }

    private void Take(AnsweredWish<NoContext, IReadOnlyList<PresentMember>> question, DateTimeOffset now) =>
        _draft.Add(RoomEffect.Grant(question, () => question.Grant(ListForOperator(now))));

    private void Take(in RoomCommand command, RoomMember member, DateTimeOffset now)
    {
        if (member.Standing == RoomStanding.Gone)
            return;
        if (command.Kind == RoomCommandKind.Refuse)
            _draft.Refuse(member, (string)command.Content!, command.Disposition);
        else if (command.Kind == RoomCommandKind.Enter)
            Enter(member, (Admission)command.Content!, now);
        else if (member.Standing == RoomStanding.Outside)
            _draft.Refuse(member, Refusals.NoTicketYet(command.Kind));
        else
            TakeFromInside(in command, member, now);
    }

    private void TakeFromInside(in RoomCommand command, RoomMember member, DateTimeOffset now)
    {
        switch (command.Kind)
        {
            case RoomCommandKind.Say:
                Say(member, (byte[])command.Content!, now);
                break;
            case RoomCommandKind.Subscribe:
                Subscribe(member, (PrincipalName)command.Content!, command.Since, now);
                break;
            case RoomCommandKind.ListMembers:
                _draft.Add(RoomEffect.List(member));
                break;
            case RoomCommandKind.Leave:
                _draft.Answer(member, RoomAnswer.MayGo);
                _roster.Remove(member);
                break;
        }
    }

    private void Enter(RoomMember member, Admission admission, DateTimeOffset now)
    {
        PrincipalId client = admission.Client;
        int others = _roster.ConnectionsOf(client).Count;
        if (!_replays.TryAdd(admission.Authenticator, now))
        {
            _draft.Refuse(member, Refusals.Replayed);
            return;
        }

        // From here on the authenticator is used up, whatever becomes of it.
        _draft.Changes.Authenticators.Add(admission.Authenticator);
        if (_book.Has(SanctionKind.Ban, client, now))
            _draft.Refuse(member, Refusals.Banned);
        else if (others >= _options.MaxConnectionsPerMember)
            _draft.Refuse(member, Refusals.TooManyConnections(_options.MaxConnectionsPerMember));
        else if (others == 0 && _roster.Clients >= _options.MaxMembers)
            _draft.Refuse(member, Refusals.RoomFull(_options.MaxMembers));
        else
            LetIn(member, admission, now);
    }

    private void LetIn(RoomMember member, Admission admission, DateTimeOffset now)
    {
        member.IsVerified = admission.IsAuthenticated;
        _roster.Add(member, now);
        _draft.Answer(member, RoomAnswer.Entered);
        _draft.Add(RoomEffect.Do(() => _observer.Admitted(member.Peer, admission.Client, admission.TicketIv, admission.IsAuthenticated)));
    }

    private void Say(RoomMember member, byte[] content, DateTimeOffset now)
    {
        if (!_moderation.MaySay(member, content.Length, now))
            return;
        if (ModerationCommand.FindIn(content) is { } command)
        {
            _moderation.TakeFromChat(member, command, now);
            return;
        }

        if (member.IsVerified && UnverifiedMark.IsOn(content))
        {
            _draft.Refuse(member, Refusals.FalseMark, notice: MemberNotices.FalseMark);
            return;
        }

        _draft.Happen(EventKind.Message, member.ClientId, member.IsVerified ? content : UnverifiedMark.PutOn(content), _book.SenderBeside(content, member));
        _draft.Answer(member, RoomAnswer.Kept);
    }

    private void Subscribe(RoomMember member, PrincipalName name, ulong since, DateTimeOffset now)
    {
        if (member.Standing == RoomStanding.Subscribed)
        {
            _draft.Refuse(member, Refusals.SecondSubscription);
            return;
        }

        if (UnverifiedMark.IsOn(name.Utf8))
        {
            _draft.Refuse(member, Refusals.FalseMark);
            return;
        }

        if (!_book.TryClaim(in name, member.ClientId, out string? refusal))
        {
            _draft.Refuse(member, refusal);
            return;
        }

        member.Standing = RoomStanding.Subscribed;
        member.DisplayName = name;
        member.ShownAs = name.ToString();
        member.JoinedAt = now;
        _draft.Add(RoomEffect.Attach(member, since));
        _draft.Happen(EventKind.Joined, member.ClientId, name.Utf8.ToArray());
    }

    private IReadOnlyList<PresentMember> ListForOperator(DateTimeOffset now) => [.. _roster.All.Select(m => new PresentMember(
        m.ClientId, m.Standing == RoomStanding.Subscribed ? m.DisplayName : null, m.Peer, m.JoinedAt, _book.Has(SanctionKind.Mute, m.ClientId, now), m.IsVerified))];
}
