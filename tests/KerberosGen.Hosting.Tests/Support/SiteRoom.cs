using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>A room of a <see cref="Site"/>.</summary>
internal sealed record SiteRoom(RoomIdentity Identity, RoomServer Server, SettableClock Clock)
{
    /// <summary>The room itself, to be moderated.</summary>
    public RoomWriter? Writer { get; init; }

    public PrincipalId Id => Identity.Id;

    public IPEndPoint EndPoint => Server.EndPoint;
}
