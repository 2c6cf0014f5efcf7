using System.Globalization;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Says who may speak, and carries out what moderators want, from the room's console and from chat. Not for use by two threads
/// at once.
/// </summary>
/// <param name="options">The limits, and who may moderate from chat.</param>
/// <param name="book">Who is banned or muted, and whose a name is.</param>
/// <param name="roster">Who is here.</param>
/// <param name="draft">Takes what is to be seen.</param>
/// <param name="observer">Is told what was done.</param>
/// <param name="clock">The time.</param>
internal sealed class RoomModeration(RoomOptions options, MemberBook book, RoomRoster roster, RoomDraft draft, IRoomObserver observer, TimeProvider clock)
{
    private const int MaxListSize = 4000;

    private const string IdPrefix = "id:";

    private readonly MessageRates _rates = new(options.MessageRate, clock);

    /// <summary>True if a member may send a message; otherwise it is refused, and a subscriber is told why.</summary>
    /// <param name="member">Who wants to.</param>
    /// <param name="size">The message's size in bytes.</param>
    /// <param name="now">The time.</param>
    public bool MaySay(RoomMember member, int size, DateTimeOffset now)
    {
        if (size > options.MaxMessageSize)
            draft.Refuse(member, Refusals.MessageSize(size, options.MaxMessageSize), notice: MemberNotices.MessageSize(size, options.MaxMessageSize));
        else if (book.TryFind(SanctionKind.Mute, member.ClientId, now, out Sanction mute))
            draft.Refuse(member, Refusals.Muted, notice: MemberNotices.Muted(mute.Until));
        else if (!_rates.TryTake(member.ClientId))
            draft.Refuse(member, Refusals.TooManyMessages, notice: MemberNotices.TooManyMessages(options.MessageRate));
        else
            return true;
        return false;
    }

    /// <summary>Takes a command from chat, and answers it: 1605 if it was carried out, 1609 if not, and a subscriber is told what was.</summary>
    /// <param name="member">Who sent it.</param>
    /// <param name="command">What it sent, from the slash on.</param>
    /// <param name="now">The time.</param>
    public void TakeFromChat(RoomMember member, string command, DateTimeOffset now)
    {
        if (!member.IsVerified)
        {
            draft.Refuse(member, Refusals.UnverifiedModerator);
            return;
        }

        if (!options.Moderators.Contains(member.ClientId))
        {
            draft.Refuse(member, Refusals.NotAModerator, notice: MemberNotices.NotAModerator);
            return;
        }

        ModerationResult result = ModerationCommand.TryParse(command, member.ClientId.ToString(), out ModerationAct? act, out string? problem)
            ? Do(act, isFromChat: true, now)
            : new(false, problem);
        if (!result.IsDone)
        {
            draft.Refuse(member, Refusals.NotCarriedOut(result.Words), notice: result.Words);
            return;
        }

        draft.Notify(member, result.Words);
        draft.Answer(member, RoomAnswer.Kept);
    }

    /// <summary>Does what the operator wants, who may do anything.</summary>
    public ModerationResult Do(ModerationAct act, DateTimeOffset now) => Do(act, isFromChat: false, now);

    /// <summary>Drops what has ended.</summary>
    public void Tidy(DateTimeOffset now)
    {
        book.Tidy(now);
        _rates.Forget();
    }

    private ModerationResult Do(ModerationAct act, bool isFromChat, DateTimeOffset now)
    {
        if (act.Verb == ModerationVerb.Bans)
            return new(true, ListSanctions(now));
        ModerationResult result = act.Verb == ModerationVerb.Say ? Say(act.Target) : DoTo(act, isFromChat, now);
        if (result.IsDone)
            draft.Add(RoomEffect.Do(() => observer.Moderated(act, result.Words)));
        return result;
    }

    private ModerationResult DoTo(ModerationAct act, bool isFromChat, DateTimeOffset now)
    {
        if (!TryFindTarget(act.Target, out ModerationTarget target))
            return new(false, $"Nobody is or was here as {WrittenName.Of(act.Target)}: give a display name, or a client id of 32 hex digits.");
        if (isFromChat && options.Moderators.Contains(target.Client))
            return new(false, $"{target.InFull} is a moderator: only the operator can do that, at the room's console.");
        if (act.For is { } length && !SanctionLength.IsAllowed(length))
            return new(false, $"A length of time is {SanctionLength.Bounds}.");
        return act.Verb switch
        {
            ModerationVerb.Kick => Kick(target),
            ModerationVerb.Ban => Ban(target, act, now),
            ModerationVerb.Mute => Mute(target, act, now),
            ModerationVerb.Unban => book.Lift(target.Client, SanctionKind.Ban, now)
                ? new(true, $"{target.InFull} is no longer banned.")
                : new(false, $"{target.InFull} is not banned."),
            _ => Unmute(target, now),
        };
    }

    private ModerationResult Say(string text)
    {
        int size = Encoding.UTF8.GetByteCount(text);
        if (size == 0 || size > options.MaxMessageSize)
            return new(false, string.Create(CultureInfo.InvariantCulture, $"What the room says has 1 to {options.MaxMessageSize} bytes; this has {size}."));
        draft.Announce(text);
        return new(true, "The room has said it.");
    }

    private ModerationResult Kick(ModerationTarget target)
    {
        if (!PutOut(target, $"{target.Name} was kicked.", MemberNotices.Kicked))
            return new(false, $"{target.InFull} is not here.");
        return new(true, $"{target.InFull} was kicked.");
    }

    private ModerationResult Ban(ModerationTarget target, ModerationAct act, DateTimeOffset now)
    {
        book.Impose(new Sanction(target.Client, SanctionKind.Ban, now + act.For, act.By));
        bool wasHere = PutOut(target, $"{target.Name} was banned{ForHowLong(act)}.", MemberNotices.Banned(act.For));
        return new(true, $"{target.InFull} is banned{ForHowLong(act)}{(wasHere ? "" : "; it is not here now")}.");
    }

    private ModerationResult Mute(ModerationTarget target, ModerationAct act, DateTimeOffset now)
    {
        book.Impose(new Sanction(target.Client, SanctionKind.Mute, now + act.For, act.By));
        foreach (RoomMember member in roster.ConnectionsOf(target.Client))
            draft.Notify(member, MemberNotices.NowMuted(act.For));
        return new(true, $"{target.InFull} is muted{ForHowLong(act)}.");
    }

    private ModerationResult Unmute(ModerationTarget target, DateTimeOffset now)
    {
        if (!book.Lift(target.Client, SanctionKind.Mute, now))
            return new(false, $"{target.InFull} is not muted.");
        foreach (RoomMember member in roster.ConnectionsOf(target.Client))
            draft.Notify(member, MemberNotices.Unmuted);
        return new(true, $"{target.InFull} is no longer muted.");
    }

    // The announcement comes after the end of every connection, so that none of them is told.
    private bool PutOut(ModerationTarget target, string announcement, string farewell)
    {
        RoomMember[] connections = [.. roster.ConnectionsOf(target.Client)];
        foreach (RoomMember member in connections)
            roster.End(member, farewell);
        if (connections.Length > 0)
            draft.Announce(announcement);
        return connections.Length > 0;
    }

    private string ListSanctions(DateTimeOffset now)
    {
        Sanction[] all = [.. book.Sanctions.Where(s => !(s.Until <= now)).OrderBy(static s => s.Kind).ThenBy(static s => s.Until ?? DateTimeOffset.MaxValue)];
        if (all.Length == 0)
            return "Nobody is banned or muted.";
        IReadOnlyDictionary<PrincipalId, PrincipalName> names = book.NamesOf(all.Select(static s => s.Client).ToHashSet());
        var list = new StringBuilder();
        int listed = 0;
        for (; listed < all.Length && list.Length < MaxListSize; listed++)
        {
            Sanction sanction = all[listed];
            var target = new ModerationTarget(sanction.Client, names.TryGetValue(sanction.Client, out PrincipalName name) ? WrittenName.Of(name.ToString()) : sanction.Client.ToString());
            list.Append(listed == 0 ? "" : "; ").Append(target.InFull)
                .Append(sanction.Kind == SanctionKind.Ban ? " is banned" : " is muted")
                .Append(sanction.Until is { } until ? $" until {MemberNotices.Time(until)}" : "")
                .Append(" by ").Append(sanction.By);
        }

        return list.Append(listed < all.Length ? string.Create(CultureInfo.InvariantCulture, $"; and {all.Length - listed} more.") : ".").ToString();
    }

    private bool TryFindTarget(string text, out ModerationTarget target)
    {
        if (Validator.TryName(text, out PrincipalName name, out _) && book.TryFindOwner(in name, out PrincipalId owner))
        {
            target = new(owner, WrittenName.Of(text));
            return true;
        }

        string digits = text.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) ? text[IdPrefix.Length..] : text;
        bool isId = Validator.TryId(digits, out PrincipalId client, out _);
        target = isId ? new(client, NameOf(client)) : default;
        return isId;
    }

    private string NameOf(PrincipalId client) =>
        roster.ConnectionsOf(client).FirstOrDefault(static m => m.Standing == RoomStanding.Subscribed) is { } member
            ? WrittenName.Of(member.DisplayName.ToString())
            : client.ToString();

    private static string ForHowLong(ModerationAct act) => act.For is { } length ? $" for {SanctionLength.InWords(length)}" : "";
}
