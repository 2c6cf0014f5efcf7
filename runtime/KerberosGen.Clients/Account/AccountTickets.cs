using KerberosGen.Storage;

namespace KerberosGen.Clients;

/// <summary>Tickets to one room from an account's files and its KDC.</summary>
/// <param name="account">The account.</param>
/// <param name="room">The room's name.</param>
/// <param name="password">Gives the password where a new ticket is needed.</param>
internal sealed class AccountTickets(ClientAccount account, string room, PasswordPrompt password) : ITicketSource
{
    private CachedTicket? _last;

    /// <inheritdoc/>
    public async ValueTask<RoomTicket> GetAsync(TicketNeed need, CancellationToken cancellation)
    {
        CachedTicket ticket = need switch
        {
            TicketNeed.Refused => await account.GetTicketAsync(room, "The room refused the ticket at hand.", listsAnew: true, password, mustBeKept: false, cancellation).ConfigureAwait(false),
            TicketNeed.RoomUnreachable => await LookAgainAsync(cancellation).ConfigureAwait(false),
            TicketNeed.UsedTooOften => await ReplaceAsync(cancellation).ConfigureAwait(false),
            _ => await TakeAsync(cancellation).ConfigureAwait(false),
        };
        _last = ticket;
        MeInfo me = account.RequireMe();
        return new RoomTicket(me.Name, me.Id, ticket.Service, ticket.Ticket);
    }

    /// <inheritdoc/>
    public bool TryTakeAuthenticatorTime(RoomTicket ticket, DateTimeOffset now, out DateTimeOffset time) => account.TryTakeAuthenticatorTime(ticket.Ticket, now, out time);

    /// <summary>Many who come at once share the next one too.</summary>
    private async Task<CachedTicket> ReplaceAsync(CancellationToken cancellation) =>
        account.FindTicket(room) is { Standing: TicketStanding.Good } cached && cached.Ticket != _last?.Ticket
            ? cached
            : await account.GetTicketAsync(room, "The ticket at hand was used too often within a minute.", listsAnew: false, password, mustBeKept: false, cancellation).ConfigureAwait(false);

    /// <summary>The room may listen elsewhere by now. A KDC that is away does not know better, and then the room is tried where it was.</summary>
    private async Task<CachedTicket> LookAgainAsync(CancellationToken cancellation)
    {
        try
        {
            await account.ListServicesAsync(cancellation).ConfigureAwait(false);
        }
        catch (KdcUnreachableException) when (account.FindTicket(room) is { Standing: TicketStanding.Good or TicketStanding.EndsSoon } cached)
        {
            return cached;
        }

        return await TakeAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<CachedTicket> TakeAsync(CancellationToken cancellation)
    {
        CachedTicket? cached = account.FindTicket(room);
        switch (cached?.Standing)
        {
            case TicketStanding.Good:
                return cached;
            case TicketStanding.EndsSoon:
                try
                {
                    return await account.GetTicketAsync(room, TicketRules.Complaint(cached), listsAnew: false, password, mustBeKept: false, cancellation).ConfigureAwait(false);
                }
                catch (Exception e) when (e is KdcUnreachableException or InvalidOperationException)
                {
                    // The KDC is away, or nobody can be asked for the password: it is good for a few minutes more.
                    return cached;
                }

            case TicketStanding.NotOurs:
                account.Notice?.Invoke(TicketRules.Complaint(cached)!);
                return await account.GetTicketAsync(room, why: null, listsAnew: false, password, mustBeKept: false, cancellation).ConfigureAwait(false);
            default:
                return await account.GetTicketAsync(room, cached is null ? null : TicketRules.Complaint(cached), listsAnew: false, password, mustBeKept: false, cancellation).ConfigureAwait(false);
        }
    }
}
