using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;

namespace KerberosGen.Inspector.Tests;

/// <summary>A room of a site.</summary>
internal sealed class RecordedRoom : IDisposable
{
    private readonly RoomDoor _door;
    private readonly SynchronousHost _host;

    public RecordedRoom(RoomIdentity identity, IPEndPoint endPoint, RoomOptions options, RoleLog log, TimeProvider clock)
    {
        Identity = identity;
        EndPoint = endPoint;
        _door = new RoomDoor(identity, options, clock);
        _host = new SynchronousHost(new ChatRoom(options, new VolatileRoomStore(), log, clock));
    }

    public RoomIdentity Identity { get; }

    public IPEndPoint EndPoint { get; }

    public RoomSession Open(IPEndPoint peer, RoleLog log, MemberFeed feed) => new(_door, _host, log, peer, feed);

    /// <summary>The room's operator does something.</summary>
    public void Moderate(ModerationVerb verb, PrincipalId client) =>
        _host.Post(RoomCommand.Moderate(new ModerationAct(verb, client.ToString(), null, "console"), out _));

    public void Dispose() => _door.Dispose();
}
