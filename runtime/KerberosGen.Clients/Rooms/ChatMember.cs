using KerberosGen.Packets;

namespace KerberosGen.Clients;

/// <summary>Somebody who is in a room (1607).</summary>
/// <param name="ClientId">The client's id, which the ticket vouches for.</param>
/// <param name="Name">The display name, first come in that room.</param>
/// <param name="JoinedAt">Since when, by the room's clock.</param>
public sealed record ChatMember(PrincipalId ClientId, string Name, DateTimeOffset JoinedAt)
{
    internal static ChatMember From(MemberEntry entry) => new(entry.ClientId, entry.Name.ToString(), TimeOf(entry.JoinedAt));

    // A room may say anything.
    private static DateTimeOffset TimeOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
