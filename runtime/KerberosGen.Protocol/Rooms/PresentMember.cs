using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>One connection in a room, as its operator sees it.</summary>
/// <param name="Client">Whose it is.</param>
/// <param name="DisplayName">The name it is shown by; null if it has not subscribed.</param>
/// <param name="Peer">Where it comes from.</param>
/// <param name="Since">When it was let in.</param>
/// <param name="IsMuted">True if its messages are refused.</param>
/// <param name="IsVerified">True if its ticket and its authenticator are authenticated.</param>
public sealed record PresentMember(PrincipalId Client, PrincipalName? DisplayName, EndPoint Peer, DateTimeOffset Since, bool IsMuted, bool IsVerified);
