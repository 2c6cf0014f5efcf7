namespace KerberosGen.Client;

/// <summary>What <c>tickets --json</c> says.</summary>
/// <param name="ClientName">Whose directory it is; null before registration.</param>
/// <param name="ClientId">The client's id, 32 hex digits; null before registration.</param>
/// <param name="LifetimeSeconds">How long a ticket is taken to live (<c>--ticket-lifetime</c>).</param>
/// <param name="Tickets">The tickets at hand, in the order of services_info.json.</param>
internal sealed record TicketList(string? ClientName, string? ClientId, long LifetimeSeconds, TicketRow[] Tickets);
