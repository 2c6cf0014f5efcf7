using System.Net;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>What the endpoints of the administration socket work on.</summary>
/// <param name="Database">The principals that the KDC serves from.</param>
/// <param name="Audit">Where every act is written down.</param>
/// <param name="KdcEndPoint">Where the KDC listens.</param>
internal sealed record AdministrationScope(IPrincipalDatabase Database, AuditLog Audit, IPEndPoint KdcEndPoint);
