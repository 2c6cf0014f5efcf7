using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>What a connection, or the room's operator, wants of a room.</summary>
public readonly struct RoomCommand
{
    private RoomCommand(RoomCommandKind kind, RoomMember? member, object? content = null, ulong since = 0, Disposition disposition = Disposition.KeepOpen)
    {
        Kind = kind;
        Member = member;
        Content = content;
        Since = since;
        Disposition = disposition;
    }

    /// <summary>What is wanted.</summary>
    public RoomCommandKind Kind { get; }

    /// <summary>Whose connection it is; null for the operator.</summary>
    public RoomMember? Member { get; }

    /// <summary>What becomes of the connection after a refusal.</summary>
    public Disposition Disposition { get; }

    internal object? Content { get; }

    internal ulong Since { get; }

    /// <summary>To be let in by an authenticator that the door has found good.</summary>
    public static RoomCommand Enter(RoomMember member, Admission admission) => new(RoomCommandKind.Enter, member, admission);

    /// <summary>To say something. The content is copied.</summary>
    /// <param name="member">Who.</param>
    /// <param name="content">UTF-8 <c>name: text</c>.</param>
    public static RoomCommand Say(RoomMember member, ReadOnlySpan<byte> content) => new(RoomCommandKind.Say, member, content.ToArray());

    /// <summary>To be told what happened after an event, and what happens.</summary>
    /// <param name="member">Who.</param>
    /// <param name="displayName">The name to be shown by.</param>
    /// <param name="since">The event; 0 for all that is held, 2^64-1 for only what comes.</param>
    public static RoomCommand Subscribe(RoomMember member, in PrincipalName displayName, ulong since) =>
        new(RoomCommandKind.Subscribe, member, displayName, since);

    /// <summary>To know who is here.</summary>
    public static RoomCommand ListMembers(RoomMember member) => new(RoomCommandKind.ListMembers, member);

    /// <summary>To be refused.</summary>
    /// <param name="member">Who.</param>
    /// <param name="reason">Why, in the words of <see cref="Refusals"/>.</param>
    /// <param name="disposition">What becomes of the connection.</param>
    public static RoomCommand Refuse(RoomMember member, string reason, Disposition disposition) =>
        new(RoomCommandKind.Refuse, member, reason, disposition: disposition);

    /// <summary>To leave.</summary>
    public static RoomCommand Leave(RoomMember member) => new(RoomCommandKind.Leave, member);

    /// <summary>To be forgotten.</summary>
    public static RoomCommand Remove(RoomMember member) => new(RoomCommandKind.Remove, member);

    /// <summary>To moderate. The answer comes when what was done is kept; it is cancelled if the room ends first.</summary>
    public static RoomCommand Moderate(ModerationAct act, out Task<ModerationResult> answer)
    {
        var wanted = new AnsweredWish<ModerationAct, ModerationResult>(act);
        answer = wanted.Answer;
        return new(RoomCommandKind.Moderate, null, wanted);
    }

    /// <summary>To know who is here, for the operator: also those who did not subscribe. The answer is cancelled if the room ends first.</summary>
    public static RoomCommand ListForOperator(out Task<IReadOnlyList<PresentMember>> answer)
    {
        var wanted = new AnsweredWish<NoContext, IReadOnlyList<PresentMember>>(default);
        answer = wanted.Answer;
        return new(RoomCommandKind.ListForOperator, null, wanted);
    }

    /// <summary>To drop what has become too old.</summary>
    public static RoomCommand Tidy() => new(RoomCommandKind.Tidy, null);

    /// <summary>Gives the command up: an operator who waits for its answer is told that there will be none.</summary>
    public void Abandon() => (Content as OperatorWish)?.Abandon();
}
