using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>A service that a client knows.</summary>
/// <param name="Service">The service, as the KDC listed it.</param>
/// <param name="Ticket">The last ticket to it, whatever its age; null if there is none.</param>
public sealed record KnownService(ServiceInfo Service, SessionTicket? Ticket);
