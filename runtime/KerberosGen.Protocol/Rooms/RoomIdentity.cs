using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Who a room is to the KDC.</summary>
/// <param name="Id">The id that the KDC gave it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">The service key that it registered, 32 bytes.</param>
public sealed record RoomIdentity(PrincipalId Id, PrincipalName Name, KeyMaterial Key);
