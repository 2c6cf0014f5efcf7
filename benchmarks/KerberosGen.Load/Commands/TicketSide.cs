namespace KerberosGen.Load.Commands;

/// <summary>A KDC to ask for tickets.</summary>
/// <param name="Store">Its store.</param>
/// <param name="Clients">Clients in it.</param>
/// <param name="Hot">Clients that ask.</param>
/// <param name="CacheSize">Principals whose ciphers it keeps; null for its default.</param>
internal sealed record TicketSide(string Store, int Clients, int Hot, int? CacheSize);
