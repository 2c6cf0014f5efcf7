using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>What a client remembers of a ticket, which the ticket itself does not say in the clear.</summary>
/// <param name="ObtainedAt">When it was obtained, to the second, by the clock of this machine.</param>
/// <param name="IsExact">False if nobody noted when: it was obtained then, or earlier.</param>
/// <param name="ClientName">The name of the client that it was obtained for; null if that is not known.</param>
public sealed record TicketNote(DateTimeOffset ObtainedAt, bool IsExact, PrincipalName? ClientName);
