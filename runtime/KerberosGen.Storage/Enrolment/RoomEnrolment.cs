using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>What an administrator hands to a room.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">The id that the KDC gave it.</param>
/// <param name="Kdc">Where its KDC is.</param>
/// <param name="Key">Its service key, 32 bytes.</param>
/// <param name="EndPoint">The IPv4 address and the port that clients are told: there it must listen.</param>
public sealed record RoomEnrolment(PrincipalName Name, PrincipalId Id, IPEndPoint Kdc, KeyMaterial Key, IPEndPoint EndPoint) : Enrolment(Name, Id);
