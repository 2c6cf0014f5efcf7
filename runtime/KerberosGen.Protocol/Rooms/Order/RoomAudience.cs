using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Those who are told what happens in a room, and the log that they follow. Not for use by two threads at once.</summary>
/// <param name="options">How much is held, and how far behind a subscriber may be.</param>
/// <param name="log">The room's order.</param>
/// <param name="observer">Is told what is seen.</param>
internal sealed class RoomAudience(RoomOptions options, RoomLog log, IRoomObserver observer)
{
    private readonly List<RoomMember> _subscribers = [];
    private readonly List<RoomMember> _answered = [];
    private readonly List<RoomMember> _tooSlow = [];
    private MemberEntry[]? _list;

    /// <summary>Subscribers who were found too far behind when something was last shown. A span: every commit looks, and an enumerator of a list behind an interface is an allocation.</summary>
    public ReadOnlySpan<RoomMember> TooSlow => CollectionsMarshal.AsSpan(_tooSlow);

    /// <summary>Lets effects be seen, in their order: events reach the log and answers the feeds, and whose feed has got something is woken.</summary>
    /// <param name="effects">What is kept by now.</param>
    /// <param name="now">The time.</param>
    public void Show(ReadOnlySpan<RoomEffect> effects, DateTimeOffset now)
    {
        _tooSlow.Clear();
        LogEntry before = log.Last;
        foreach (ref readonly RoomEffect effect in effects)
            Show(in effect, now);
        foreach (RoomMember member in _answered)
            member.Feed.Wake();
        _answered.Clear();
        if (log.Last != before)
            WakeSubscribers();
    }

    private void Show(in RoomEffect effect, DateTimeOffset now)
    {
        RoomMember? member = effect.Member;
        switch (effect.Kind)
        {
            case RoomEffectKind.Event:
                var happened = (RoomEventRecord)effect.Content!;
                log.Append(happened);
                observer.Happened(happened);
                break;
            case RoomEffectKind.Answer:
                Answer(member!, effect.AnswerToSend);
                break;
            case RoomEffectKind.Attach:
                Attach(member!, effect.Since, now);
                break;
            case RoomEffectKind.Detach:
                _subscribers.Remove(member!);
                _list = null;
                break;
            case RoomEffectKind.List:
                Answer(member!, RoomAnswer.Members(_list ??= ListMembers()));
                break;
            case RoomEffectKind.Refused:
                observer.Refused(member!.Peer, (string)effect.Content!);
                break;
            case RoomEffectKind.End:
                member!.Feed.End((RoomEventRecord)effect.Content!);
                _answered.Add(member);
                observer.Ended(member.Peer, member.ClientId, effect.Reason!);
                break;
            default:
                ((Action)effect.Content!)();
                break;
        }
    }

    private void Attach(RoomMember member, ulong since, DateTimeOffset now)
    {
        log.Trim(options.History, options.OldestHeld(now));
        LogEntry after = log.Find(since, out bool isMissing);
        member.Feed.Begin(after, log.Last);
        if (isMissing)
        {
            string words = string.Create(CultureInfo.InvariantCulture, $"Events {since + 1} to {log.FirstHeld - 1} are no longer held.");
            member.Feed.Answer(RoomAnswer.Notice(new RoomEventRecord(0, now, EventKind.Notice, default, Encoding.UTF8.GetBytes(words))));
        }

        _answered.Add(member);
        _subscribers.Add(member);
        _list = null;
    }

    private void Answer(RoomMember member, RoomAnswer answer)
    {
        member.Feed.Answer(in answer);
        _answered.Add(member);
    }

    private void WakeSubscribers()
    {
        LogEntry last = log.Last;
        foreach (RoomMember member in _subscribers)
        {
            if (member.Feed.BytesBehind(last) > options.MaxBytesBehind)
                _tooSlow.Add(member);
            member.Feed.Wake();
        }
    }

    // A list of many is long: who asks again and again gets the same one until somebody comes or goes.
    private MemberEntry[] ListMembers() => [.. _subscribers.DistinctBy(static m => m.ClientId).Select(static m => new MemberEntry
    {
        ClientId = m.ClientId,
        Name = m.DisplayName,
        JoinedAt = m.JoinedAt.ToUnixTimeMilliseconds(),
    })];
}
