using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>The connections that were let into a room, by client id. Not for use by two threads at once.</summary>
/// <param name="draft">Takes what coming and going brings.</param>
internal sealed class RoomRoster(RoomDraft draft)
{
    private readonly Dictionary<PrincipalId, List<RoomMember>> _inside = [];

    /// <summary>How many client ids are in the room.</summary>
    public int Clients => _inside.Count;

    /// <summary>Every connection.</summary>
    public IEnumerable<RoomMember> All => _inside.Values.SelectMany(static m => m);

    /// <summary>A client's connections, in the order in which they came.</summary>
    public IReadOnlyList<RoomMember> ConnectionsOf(PrincipalId client) =>
        _inside.TryGetValue(client, out List<RoomMember>? connections) ? connections : [];

    /// <summary>Lets a connection in.</summary>
    public void Add(RoomMember member, DateTimeOffset now)
    {
        member.Standing = RoomStanding.Inside;
        member.JoinedAt = now;
        if (!_inside.TryGetValue(member.ClientId, out List<RoomMember>? connections))
            _inside[member.ClientId] = connections = [];
        connections.Add(member);
    }

    /// <summary>Ends a connection's time in the room; its left event comes where it subscribed.</summary>
    public void Remove(RoomMember member)
    {
        RoomStanding standing = member.Standing;
        member.Standing = RoomStanding.Gone;
        if (standing is RoomStanding.Outside or RoomStanding.Gone)
            return;
        if (_inside.TryGetValue(member.ClientId, out List<RoomMember>? connections) && connections.Remove(member) && connections.Count == 0)
            _inside.Remove(member.ClientId);
        if (standing != RoomStanding.Subscribed)
            return;
        draft.Add(RoomEffect.Detach(member));
        draft.Happen(EventKind.Left, member.ClientId, member.DisplayName.Utf8.ToArray());
    }

    /// <summary>Puts a connection out: what happens from now on is not delivered to it, its own left event included.</summary>
    /// <param name="member">Whose connection it is.</param>
    /// <param name="farewell">What a subscriber is told last, if it still fits.</param>
    public void End(RoomMember member, string farewell)
    {
        draft.End(member, farewell);
        Remove(member);
    }
}
