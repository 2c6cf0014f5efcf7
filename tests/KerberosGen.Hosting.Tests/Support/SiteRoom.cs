using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>A room of a <see cref="Site"/>.</summary>
internal sealed record SiteRoom(RoomIdentity Identity, RoomServer Server, SettableClock Clock)
{
    public PrincipalId Id => Identity.Id;

    public IPEndPoint EndPoint => Server.EndPoint;
}
