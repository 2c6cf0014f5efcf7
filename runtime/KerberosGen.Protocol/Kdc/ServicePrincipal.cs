using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>A registered service.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name: unique among services.</param>
/// <param name="Key">Its long-term key, 32 bytes.</param>
/// <param name="EndPoint">Where clients are told it listens: an IPv4 address and a port.</param>
/// <param name="IsDisabled">True once an administrator has disabled it: no list has it, and no ticket is made to it.</param>
public sealed record ServicePrincipal(PrincipalId Id, PrincipalName Name, KeyMaterial Key, IPEndPoint EndPoint, bool IsDisabled = false);
