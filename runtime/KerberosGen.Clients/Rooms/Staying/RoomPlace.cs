namespace KerberosGen.Clients;

/// <summary>A connection that stands.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="IsSubscribed">True if the room tells what happens.</param>
/// <param name="Subscriptions">How many subscriptions this client has asked for so far, this one included.</param>
internal sealed record RoomPlace(ChatConnection Connection, bool IsSubscribed, long Subscriptions);
