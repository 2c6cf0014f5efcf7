using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>A display name and the client it belongs to: the first that used it in 1030. It is not the KDC's word.</summary>
public readonly record struct NameClaim(PrincipalName Name, PrincipalId Client);
