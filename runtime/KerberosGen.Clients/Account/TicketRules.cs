using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Clients;

/// <summary>Says of a ticket at hand whether it is used, and until when.</summary>
/// <param name="lifetime">How long the KDC's tickets are good for.</param>
/// <param name="acceptUnauthenticated">True if those are used that no authenticated answer brought.</param>
/// <param name="clock">The time.</param>
internal sealed class TicketRules(TimeSpan lifetime, bool acceptUnauthenticated, TimeProvider clock)
{
    /// <summary>
    /// How long before its end a ticket is renewed: a room's clock may be 300 s ahead of ours. Where tickets live less than
    /// 50 minutes, a tenth of that, or each would be renewed at once.
    /// </summary>
    private readonly TimeSpan _margin = TimeSpan.FromSeconds(Math.Min(ProtocolLimits.ClockSkewSeconds, lifetime.TotalSeconds / 10));

    /// <summary>The time to the second, as files keep it.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>What can be known of a ticket; null if there is none.</summary>
    /// <param name="known">The room and the ticket to it.</param>
    /// <param name="me">Whose directory it is; null if it is nobody's yet.</param>
    public CachedTicket? Of(KnownService known, MeInfo? me)
    {
        if (known.Ticket is not { } ticket)
            return null;
        DateTimeOffset obtained = known.Note?.ObtainedAt ?? ticket.CreatedAt ?? DateTimeOffset.UnixEpoch;
        DateTimeOffset end = obtained > DateTimeOffset.MaxValue - lifetime ? DateTimeOffset.MaxValue : obtained + lifetime;
        TimeSpan left = end - clock.GetUtcNow();
        bool isOurs = ticket.ClientId == me?.Id;
        TicketStanding standing = !isOurs ? TicketStanding.NotOurs
            : left <= TimeSpan.Zero ? TicketStanding.Ended
            : !ticket.IsAuthenticated && !acceptUnauthenticated ? TicketStanding.Unauthenticated
            : left <= _margin ? TicketStanding.EndsSoon
            : TicketStanding.Good;
        return new CachedTicket(
            known.Service, ticket, standing, obtained, known.Note?.IsExact ?? true, end, left, isOurs ? me!.Name : known.Note?.ClientName)
        {
            ClockOffset = known.Note is { IsExact: true } note && ticket.CreatedAt is { } created ? note.ObtainedAt - created : null,
        };
    }

    /// <summary>Why a ticket is not used, in a sentence; null if it is.</summary>
    public static string? Complaint(CachedTicket ticket)
    {
        string room = DisplayText.Quote(ticket.Service.Name.Utf8);
        return ticket.Standing switch
        {
            TicketStanding.Ended => $"The ticket to {room} ended at {TimeOf(ticket.EndsAt)}.",
            TicketStanding.EndsSoon => $"The ticket to {room} ends at {TimeOf(ticket.EndsAt)}.",
            TicketStanding.NotOurs => $"The ticket to {room} at hand is not used, for it was made for another client, {OwnerOf(ticket)}.",
            TicketStanding.Unauthenticated => $"The ticket to {room} at hand is not used, for it is not known to be authenticated.",
            _ => null,
        };
    }

    /// <summary>What is to be said if the clocks are further apart than a room allows; null if they are not.</summary>
    public static string? ClockComplaint(CachedTicket ticket)
    {
        if (ticket.ClockOffset is not { } offset || Math.Abs(offset.TotalSeconds) <= ProtocolLimits.ClockSkewSeconds)
            return null;
        string direction = offset > TimeSpan.Zero ? "ahead of" : "behind";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"This machine's clock is {Math.Abs((long)offset.TotalSeconds)} s {direction} the KDC's, and a room allows {ProtocolLimits.ClockSkewSeconds} s: set the clock, or rooms will refuse the ticket.");
    }

    private static string OwnerOf(CachedTicket ticket) =>
        ticket.ClientName is { } name ? $"{DisplayText.Quote(name.Utf8)} ({ticket.Ticket.ClientId})" : ticket.Ticket.ClientId.ToString();

    private static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
