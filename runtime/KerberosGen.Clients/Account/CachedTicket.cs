using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>A ticket at hand, and what can be known of it without the room's key: when it ends is reckoned from the lifetime that the KDC is taken to give.</summary>
/// <param name="Service">The room that it is to.</param>
/// <param name="Ticket">The ticket. It stays its account's, which disposes it.</param>
/// <param name="Standing">Whether it is used.</param>
/// <param name="ObtainedAt">When it was obtained; where nobody noted that, when the ticket says it was made, or else when the file was last written.</param>
/// <param name="IsExact">False if it may have been obtained earlier, and so end earlier: only the file's time is known.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="TimeLeft">How long until then; negative from then on.</param>
/// <param name="ClientName">The name of the client that it was made for; null if that is not known.</param>
public sealed record CachedTicket(
    ServiceInfo Service,
    SessionTicket Ticket,
    TicketStanding Standing,
    DateTimeOffset ObtainedAt,
    bool IsExact,
    DateTimeOffset EndsAt,
    TimeSpan TimeLeft,
    PrincipalName? ClientName)
{
    /// <summary>
    /// How far this machine's clock was ahead of the KDC's when the ticket came, in whole seconds; negative if it was behind.
    /// Null if it cannot be known: the documented layout alone says in the clear when a ticket was made.
    /// </summary>
    public TimeSpan? ClockOffset { get; init; }
}
