using System.Collections.Frozen;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>How a room behaves.</summary>
public sealed record RoomOptions
{
    /// <summary>The zone of time texts in tickets of the original layout: that of their KDC.</summary>
    public TimeZoneInfo KdcTimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Events that the room holds for latecomers.</summary>
    public int History { get; init; } = 1000;

    /// <summary>How long it holds them.</summary>
    public TimeSpan HistoryAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Bytes of UTF-8 that a message may have, <c>name: text</c>; a longer one is refused.</summary>
    public int MaxMessageSize { get; init; } = 8 * 1024;

    /// <summary>Messages of one client id; one beyond is refused.</summary>
    public Rate MessageRate { get; init; } = new(5, 10);

    /// <summary>Clients in the room at once, subscribed or not; a further one is refused. At most 60,000: a list of more (1607) does not fit into a response.</summary>
    public int MaxMembers { get; init; } = 10_000;

    /// <summary>Connections in the room at once of one client id.</summary>
    public int MaxConnectionsPerMember { get; init; } = 16;

    /// <summary>Display names that may belong to one client id.</summary>
    public int MaxNamesPerClient { get; init; } = 8;

    /// <summary>Bytes of events that a subscriber may be behind before it is taken for too slow. The replay that it asked for does not count.</summary>
    public int MaxBytesBehind { get; init; } = 1024 * 1024;

    /// <summary>Who may moderate from chat.</summary>
    public FrozenSet<PrincipalId> Moderators { get; init; } = [];

    /// <summary>True if tickets without a synthetic IV are taken, as the original program's KDC makes them. Who comes with one is unverified.</summary>
    public bool AcceptUnauthenticatedTickets { get; init; }

    /// <summary>True if only authenticated clients are let in.</summary>
    public bool RequireAuthenticatedClients { get; init; }

    /// <summary>What happened before this is held no more.</summary>
    internal DateTimeOffset OldestHeld(DateTimeOffset now) => now - DateTimeOffset.MinValue > HistoryAge ? now - HistoryAge : DateTimeOffset.MinValue;
}
