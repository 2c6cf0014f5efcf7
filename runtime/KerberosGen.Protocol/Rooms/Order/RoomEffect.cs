namespace KerberosGen.Protocol;

/// <summary>One thing to be seen once it is kept. Effects are seen in the order in which they were noted.</summary>
internal readonly struct RoomEffect
{
    private RoomEffect(RoomEffectKind kind, RoomMember? member, object? content = null)
    {
        Kind = kind;
        Member = member;
        Content = content;
    }

    public RoomEffectKind Kind { get; }

    public RoomMember? Member { get; }

    public object? Content { get; }

    public RoomAnswer AnswerToSend { get; private init; }

    public ulong Since { get; private init; }

    public string? Reason { get; private init; }

    public OperatorWish? Wish { get; private init; }

    public static RoomEffect Happened(RoomEventRecord happened) => new(RoomEffectKind.Event, null, happened);

    public static RoomEffect Answer(RoomMember member, RoomAnswer answer) => new(RoomEffectKind.Answer, member) { AnswerToSend = answer };

    public static RoomEffect Attach(RoomMember member, ulong since) => new(RoomEffectKind.Attach, member) { Since = since };

    public static RoomEffect Detach(RoomMember member) => new(RoomEffectKind.Detach, member);

    public static RoomEffect List(RoomMember member) => new(RoomEffectKind.List, member);

    public static RoomEffect Refused(RoomMember member, string reason) => new(RoomEffectKind.Refused, member, reason);

    public static RoomEffect End(RoomMember member, RoomEventRecord farewell, string reason) => new(RoomEffectKind.End, member, farewell) { Reason = reason };

    /// <summary>Does what an operator is told of, unless the wish is given up before.</summary>
    public static RoomEffect Grant(OperatorWish wish, Action action) => new(RoomEffectKind.Do, null, action) { Wish = wish };

    public static RoomEffect Do(Action action) => new(RoomEffectKind.Do, null, action);
}
