namespace KerberosGen.Kdc;

/// <summary>A client as a list has it.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Name">As it is registered: not made harmless for a terminal.</param>
/// <param name="LastSeen">When it last made a request: UTC, to the second, as the seed's files have it.</param>
/// <param name="Disabled">True if it gets no tickets.</param>
internal sealed record ClientRow(string Id, string Name, DateTime LastSeen, bool Disabled);
