using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>A service as the KDC lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="EndPoint">Where it listens.</param>
public sealed record ServiceInfo(PrincipalId Id, PrincipalName Name, IPEndPoint EndPoint)
{
    /// <summary>Reads an entry of 1602.</summary>
    public static ServiceInfo From(in ServiceEntry entry) =>
        new(entry.ServiceId, entry.Name, new IPEndPoint(new IPAddress(entry.Address.Bytes), entry.Port));
}
