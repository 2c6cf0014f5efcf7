using System.Net;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Sessions;

/// <summary>
/// Tells requests from answers. Where the declarations know both, the packet's direction does; where they do not, who speaks first on a
/// connection asks. It remembers 65,536 connections, and forgets all of them before it remembers more.
/// </summary>
internal sealed class ClientSides(ProtocolLayout protocol)
{
    private const int MostConnections = 65_536;

    private readonly bool _hasDirections = protocol is { Requests: not null, Responses: not null };
    private readonly Dictionary<int, IPEndPoint> _clients = [];

    public bool IsRequest(DecodedPacket packet, PacketOrigin origin)
    {
        if (_hasDirections && packet.Direction is { } direction)
            return direction == PacketDirection.Request;
        if (_clients.TryGetValue(origin.Stream, out IPEndPoint? client))
            return client.Equals(origin.From);
        if (_clients.Count >= MostConnections)
            _clients.Clear();
        _clients[origin.Stream] = origin.From;
        return true;
    }
}
