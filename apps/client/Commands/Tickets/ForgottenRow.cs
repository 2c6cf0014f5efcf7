namespace KerberosGen.Client;

/// <summary>What <c>forget --json</c> says of each ticket that it destroyed.</summary>
/// <param name="Room">The name of the room that it was to: not made harmless for a terminal.</param>
/// <param name="RoomId">The id of the room, 32 hex digits.</param>
internal sealed record ForgottenRow(string Room, string RoomId);
