using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>The default room.</summary>
/// <param name="Kdc">Where its KDC is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Id">The id that the KDC gave it; null until it is registered.</param>
/// <param name="Key">Its service key, 32 bytes; null until it is registered.</param>
public sealed record MsgInfo(IPEndPoint Kdc, PrincipalName Name, PrincipalId? Id, KeyMaterial? Key);
