namespace KerberosGen.Client;

/// <summary>A member as <c>who --json</c> has it.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Name">The display name: not made harmless for a terminal.</param>
/// <param name="Joined">Since when, of UTC.</param>
internal sealed record MemberRow(string Id, string Name, DateTime Joined);
