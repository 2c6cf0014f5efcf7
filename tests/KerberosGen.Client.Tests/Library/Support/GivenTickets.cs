using System.Collections.Concurrent;
using KerberosGen.Clients;

namespace KerberosGen.Client.Tests.Library;

/// <summary>Tickets as a test makes them; keeps why each was asked for.</summary>
/// <param name="make">Makes one.</param>
internal sealed class GivenTickets(Func<RoomTicket> make) : ITicketSource
{
    private RoomTicket? _last;

    /// <summary>Why tickets were asked for.</summary>
    public ConcurrentQueue<TicketNeed> Needs { get; } = new();

    /// <summary>Answers instead, where it is set.</summary>
    public Func<TicketNeed, CancellationToken, Task<RoomTicket>>? Instead { get; set; }

    public async ValueTask<RoomTicket> GetAsync(TicketNeed need, CancellationToken cancellation)
    {
        Needs.Enqueue(need);
        if (Instead is { } instead)
            return await instead(need, cancellation);
        return _last = need == TicketNeed.RoomUnreachable && _last is { } last ? last with { Room = make().Room } : make();
    }
}
