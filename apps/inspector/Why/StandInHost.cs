using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>
/// Answers what is posted at once, whatever it is: what every room would refuse, its observer has heard. What one room
/// refuses and another does not is not for it to say.
/// </summary>
/// <param name="isReplayed">True if the authenticator was accepted before.</param>
/// <param name="observer">Is told of refusals.</param>
internal sealed class StandInHost(bool isReplayed, RoleObserver observer) : IRoomHost
{
    public void Post(RoomCommand command)
    {
        if (command.Member is not { } member || command.Kind == RoomCommandKind.Remove)
            return;
        if (command.Kind == RoomCommandKind.Enter && isReplayed)
            observer.Refused(member.Peer, Refusals.Replayed);
        if (command.Kind == RoomCommandKind.Subscribe)
            Subscribe(member);
        member.Feed.Answer(RoomAnswer.Kept);
        member.Feed.Wake();
    }

    private void Subscribe(RoomMember member)
    {
        if (member.Standing == RoomStanding.Subscribed)
            observer.Refused(member.Peer, Refusals.SecondSubscription);
        member.Standing = RoomStanding.Subscribed;
    }
}
