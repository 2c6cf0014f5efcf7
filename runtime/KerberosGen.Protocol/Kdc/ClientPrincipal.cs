using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>A registered client.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name: unique among clients.</param>
/// <param name="Key">Its long-term key: SHA-256 of its password, 32 bytes.</param>
/// <param name="LastSeen">When it last made a request.</param>
/// <param name="IsDisabled">True once an administrator has disabled it: it gets no ticket and no list.</param>
public sealed record ClientPrincipal(PrincipalId Id, PrincipalName Name, KeyMaterial Key, DateTimeOffset LastSeen, bool IsDisabled = false);
