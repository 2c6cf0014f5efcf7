namespace KerberosGen.Client;

/// <summary>A room as <c>services --json</c> has it.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Name">As it is registered: not made harmless for a terminal.</param>
/// <param name="Address">Where it listens, <c>ip:port</c>.</param>
/// <param name="HasTicket">True if a ticket to it is at hand that would be used.</param>
internal sealed record RoomRow(string Id, string Name, string Address, bool HasTicket);
