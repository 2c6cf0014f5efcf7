using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector.Tests;

/// <summary>A room of a site.</summary>
internal sealed class RecordedRoom(RoomIdentity identity, IPEndPoint endPoint, TimeProvider clock, IRandomSource random) : IDisposable
{
    private readonly RoomDoor _door = new(identity, new RoomOptions { KdcTimeZone = RecordedSite.Zone }, clock, new ReplayCache());
    private readonly ChatRoom _room = new(clock, historyLimit: 10);

    public RoomIdentity Identity { get; } = identity;

    public IPEndPoint EndPoint { get; } = endPoint;

    public RoomSession Open(IPEndPoint peer, RoleLog log) => new(_door, _room, log, log, peer, random);

    public void Dispose() => _door.Dispose();
}
