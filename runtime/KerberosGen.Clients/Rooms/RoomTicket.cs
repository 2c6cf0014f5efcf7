using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>All that a client needs to enter a room.</summary>
/// <param name="ClientName">The name that the client is shown by.</param>
/// <param name="ClientId">Its id.</param>
/// <param name="Room">The room, and where it listens.</param>
/// <param name="Ticket">The ticket to it, and the session key. It stays its source's, which disposes it.</param>
public sealed record RoomTicket(PrincipalName ClientName, PrincipalId ClientId, ServiceInfo Room, SessionTicket Ticket);
