using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>Where a <see cref="ChatClient"/> gets its ticket to a room: at first, and again when the room has refused it or moved.</summary>
public interface ITicketSource
{
    /// <summary>Gets a ticket to the room.</summary>
    /// <param name="need">What became of the last one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RequestRefusedException">The KDC refused, or it knows no such room.</exception>
    /// <exception cref="KdcUnreachableException">No KDC answers.</exception>
    ValueTask<RoomTicket> GetAsync(TicketNeed need, CancellationToken cancellation);

    /// <summary>
    /// Takes the time for a new authenticator of a ticket that came from here: no two may have one time, or the second is a
    /// replay. A source whose tickets others use too must ask them. Without more it is enough for one process.
    /// </summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="now">The clock.</param>
    /// <param name="time">The time, in whole seconds: the later of now and one second after the last.</param>
    /// <returns>False if that would run more than <see cref="SessionTicket.MaxAhead"/> ahead.</returns>
    bool TryTakeAuthenticatorTime(RoomTicket ticket, DateTimeOffset now, out DateTimeOffset time) => ticket.Ticket.TryTakeAuthenticatorTime(now, out time);
}
