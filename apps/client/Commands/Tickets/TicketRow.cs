using KerberosGen.Clients;

namespace KerberosGen.Client;

/// <summary>A ticket at hand as <c>ticket --json</c> and <c>tickets --json</c> have it.</summary>
/// <param name="Room">The name of the room that it is to: not made harmless for a terminal.</param>
/// <param name="RoomId">The id of the room, 32 hex digits.</param>
/// <param name="Address">Where the room listens, <c>ip:port</c>.</param>
/// <param name="State"><c>good</c>, <c>ends_soon</c>, <c>ended</c>, <c>not_ours</c> for one of another client, which is never used, or <c>unauthenticated</c> for one that <c>--accept-unauthenticated-tickets</c> alone uses.</param>
/// <param name="ObtainedAt">When it was obtained.</param>
/// <param name="IsExact">False if it may have been obtained earlier, and so end earlier: nobody noted when, and only the file's time is known.</param>
/// <param name="EndsAt">When it ends, if the KDC's tickets live as long as it is taken to give (<c>--ticket-lifetime</c>).</param>
/// <param name="SecondsLeft">How long until then; negative from then on.</param>
/// <param name="Layout"><c>documented</c> or <c>original</c>.</param>
/// <param name="ClientName">The name of the client that it was made for; null if that is not known.</param>
/// <param name="ClientId">The id of that client, 32 hex digits.</param>
/// <param name="ClockOffsetSeconds">How far this machine's clock was ahead of the KDC's when the ticket came; null if it cannot be known.</param>
internal sealed record TicketRow(
    string Room,
    string RoomId,
    string Address,
    string State,
    DateTime ObtainedAt,
    bool IsExact,
    DateTime EndsAt,
    long SecondsLeft,
    string Layout,
    string? ClientName,
    string ClientId,
    long? ClockOffsetSeconds)
{
    /// <summary>What is said of a ticket. Nothing of its key is.</summary>
    public static TicketRow Of(CachedTicket ticket) => new(
        ticket.Service.Name.ToString(),
        ticket.Service.Id.ToString(),
        ticket.Service.EndPoint.ToString(),
        StateOf(ticket.Standing),
        ticket.ObtainedAt.UtcDateTime,
        ticket.IsExact,
        ticket.EndsAt.UtcDateTime,
        (long)Math.Floor(ticket.TimeLeft.TotalSeconds),
        ticket.Ticket.Layout.ToString().ToLowerInvariant(),
        ticket.ClientName?.ToString(),
        ticket.Ticket.ClientId.ToString(),
        (long?)ticket.ClockOffset?.TotalSeconds);

    private static string StateOf(TicketStanding standing) => standing switch
    {
        TicketStanding.Good => "good",
        TicketStanding.EndsSoon => "ends_soon",
        TicketStanding.Ended => "ended",
        TicketStanding.Unauthenticated => "unauthenticated",
        _ => "not_ours",
    };
}
