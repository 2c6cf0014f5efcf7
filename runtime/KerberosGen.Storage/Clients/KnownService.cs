using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>A service that a client knows.</summary>
/// <param name="Service">The service, as the KDC listed it.</param>
/// <param name="Ticket">The last ticket to it, whatever its age and whoever's; null if there is none. It stays the file's, which disposes it.</param>
/// <param name="Note">What is remembered of the ticket beside the seed's fields; null if nothing is.</param>
public sealed record KnownService(ServiceInfo Service, SessionTicket? Ticket, TicketNote? Note = null);
