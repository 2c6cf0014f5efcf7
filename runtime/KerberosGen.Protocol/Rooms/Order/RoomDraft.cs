using System.Runtime.InteropServices;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// What the commands since a room's last commit bring: changes to keep, and effects to be seen when they are kept. Not for use
/// by two threads at once.
/// </summary>
/// <param name="nextSequence">The sequence number that the next event gets.</param>
/// <param name="clock">The time.</param>
internal sealed class RoomDraft(ulong nextSequence, TimeProvider clock)
{
    private readonly List<RoomEffect> _effects = [];

    /// <summary>What must be kept before the effects are seen.</summary>
    public RoomChanges Changes { get; } = new();

    /// <summary>What is to be seen, in its order.</summary>
    public ReadOnlySpan<RoomEffect> Effects => CollectionsMarshal.AsSpan(_effects);

    /// <summary>The sequence number that the next event gets.</summary>
    public ulong NextSequence { get; private set; } = nextSequence;

    /// <summary>Adds an effect.</summary>
    public void Add(RoomEffect effect) => _effects.Add(effect);

    /// <summary>Begins anew, once the effects were seen.</summary>
    public void ClearEffects() => _effects.Clear();

    /// <summary>Gives up everything: who wished for something learns that it was not done.</summary>
    public void Abandon()
    {
        foreach (ref readonly RoomEffect effect in Effects)
            effect.Wish?.Abandon();
        ClearEffects();
        Changes.Clear();
    }

    /// <summary>Gives something a place in the order.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="client">Whose doing it is; zeros for the room's own.</param>
    /// <param name="content">The event's plaintext; not copied.</param>
    /// <param name="sender">What stands beside the name that a message claims; null for nothing.</param>
    public void Happen(EventKind kind, PrincipalId client, byte[] content, string? sender = null)
    {
        var happened = new RoomEventRecord(NextSequence++, clock.GetUtcNow(), kind, client, content) { Sender = sender };
        Changes.Events.Add(happened);
        Add(RoomEffect.Happened(happened));
    }

    /// <summary>Says something to all in the room's own name.</summary>
    public void Announce(string text) => Happen(EventKind.Notice, default, Encoding.UTF8.GetBytes(text));

    /// <summary>Says something to one subscriber alone. Who has not subscribed is told nothing.</summary>
    public void Notify(RoomMember member, string text)
    {
        if (member.Standing == RoomStanding.Subscribed)
            Answer(member, RoomAnswer.Notice(PrivateNotice(text)));
    }

    /// <summary>Answers a request.</summary>
    public void Answer(RoomMember member, RoomAnswer answer) => Add(RoomEffect.Answer(member, answer));

    /// <summary>Answers a request with 1609.</summary>
    /// <param name="member">Whose request it is.</param>
    /// <param name="reason">Why, for the observer: in the words of <see cref="Refusals"/>.</param>
    /// <param name="disposition">What becomes of the connection.</param>
    /// <param name="notice">What a subscriber is told, and it alone; null for nothing.</param>
    public void Refuse(RoomMember member, string reason, Disposition disposition = Disposition.KeepOpen, string? notice = null)
    {
        if (notice is not null)
            Notify(member, notice);
        Answer(member, RoomAnswer.Refused(disposition));
        Add(RoomEffect.Refused(member, reason));
    }

    /// <summary>Ends a connection: nothing that happens after is delivered to it.</summary>
    /// <param name="member">Whose connection it is.</param>
    /// <param name="farewell">What a subscriber is told, if it still fits, and the observer.</param>
    public void End(RoomMember member, string farewell) => Add(RoomEffect.End(member, PrivateNotice(farewell), farewell));

    private RoomEventRecord PrivateNotice(string text) =>
        new(0, clock.GetUtcNow(), EventKind.Notice, default, Encoding.UTF8.GetBytes(text));
}
