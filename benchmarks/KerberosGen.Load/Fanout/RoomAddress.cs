using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Load.Fanout;

/// <summary>A room to be reached.</summary>
/// <param name="EndPoint">Where it listens.</param>
/// <param name="Id">Its id at the KDC.</param>
/// <param name="IsRelay">True for the relay, which passes on what the sender sealed.</param>
internal sealed record RoomAddress(IPEndPoint EndPoint, PrincipalId Id, bool IsRelay);
