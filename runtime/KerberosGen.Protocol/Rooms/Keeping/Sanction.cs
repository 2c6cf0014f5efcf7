using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>A ban or a mute.</summary>
/// <param name="Client">Of whom.</param>
/// <param name="Kind">What.</param>
/// <param name="Until">When it ends; null: until it is lifted.</param>
/// <param name="By">Who imposed it, for those who list sanctions: <c>console</c>, or a moderator's client id.</param>
public readonly record struct Sanction(PrincipalId Client, SanctionKind Kind, DateTimeOffset? Until, string By);
