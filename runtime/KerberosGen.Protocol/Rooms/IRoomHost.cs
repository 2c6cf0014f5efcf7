using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>What owns a room's order, its history and its members: this process, or one day a cluster.</summary>
public interface IRoomHost
{
    /// <summary>Gives a message its place in the order and sends it to every subscriber.</summary>
    /// <param name="client">Who said it.</param>
    /// <param name="content">UTF-8 <c>name: text</c>.</param>
    void Publish(PrincipalId client, ReadOnlySpan<byte> content);

    /// <summary>
    /// Replays to a subscriber what came after <paramref name="since"/> (0: all that is held; 2^64-1: nothing), then
    /// announces it and sends it what follows. If some of what it asked for is no longer held, a private notice says so first.
    /// </summary>
    void Subscribe(IRoomSubscriber subscriber, ulong since);

    /// <summary>Ends a subscription and announces that the member left; nothing happens if there is none.</summary>
    void Unsubscribe(IRoomSubscriber subscriber);

    /// <summary>Who has subscribed: one entry for each client id.</summary>
    IReadOnlyList<MemberEntry> ListMembers();
}
