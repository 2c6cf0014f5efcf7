using System.Net;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>A room that serves.</summary>
/// <param name="Identity">Who it is.</param>
/// <param name="EndPoint">Where.</param>
/// <param name="Host">Takes commands.</param>
internal sealed record RunningRoom(RoomIdentity Identity, IPEndPoint EndPoint, IRoomHost Host);
