using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>What an administrator hands to a client.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">The id that the KDC gave it.</param>
/// <param name="Kdcs">Where the KDCs are, at least one, in the order in which they are tried.</param>
/// <param name="Password">Its password, if the administrator's program made one up; null if the client knows it already.</param>
public sealed record ClientEnrolment(PrincipalName Name, PrincipalId Id, IReadOnlyList<IPEndPoint> Kdcs, Password? Password) : Enrolment(Name, Id);
