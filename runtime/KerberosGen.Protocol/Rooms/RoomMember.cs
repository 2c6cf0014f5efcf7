using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>One connection's standing in a room. What it is told goes through its feed.</summary>
/// <param name="peer">Where it comes from.</param>
/// <param name="feed">What it is sent.</param>
public sealed class RoomMember(EndPoint peer, MemberFeed feed)
{
    private int _standing;

    /// <summary>Where it comes from.</summary>
    public EndPoint Peer { get; } = peer;

    /// <summary>What it is sent.</summary>
    public MemberFeed Feed { get; } = feed;

    /// <summary>Whose connection it is, once a ticket was good.</summary>
    public PrincipalId ClientId { get; internal set; }

    /// <summary>True if its ticket and its authenticator are authenticated.</summary>
    public bool IsVerified { get; internal set; }

    /// <summary>How far it has come. Written by the room.</summary>
    public RoomStanding Standing
    {
        get => (RoomStanding)Volatile.Read(ref _standing);
        set => Volatile.Write(ref _standing, (int)value);
    }

    /// <summary>The name it is shown by, once it has subscribed. The room's own.</summary>
    internal PrincipalName DisplayName { get; set; }

    /// <summary>Stands beside a name that is not its own: its display name, or its client id before it has one. The room's own.</summary>
    internal string? ShownAs { get; set; }

    /// <summary>When it was let in, or has subscribed. The room's own.</summary>
    internal DateTimeOffset JoinedAt { get; set; }
}
