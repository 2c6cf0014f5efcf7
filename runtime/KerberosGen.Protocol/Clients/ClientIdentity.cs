using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Who a client is.</summary>
/// <param name="Name">The name it registered.</param>
/// <param name="Id">The id that the KDC gave it.</param>
/// <param name="Key">Its long-term key: SHA-256 of its password, 32 bytes.</param>
public sealed record ClientIdentity(PrincipalName Name, PrincipalId Id, KeyMaterial Key);
