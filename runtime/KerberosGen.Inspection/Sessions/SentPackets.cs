using System.Net;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Sessions;

/// <summary>
/// The last 32 packets of each direction, to say which of them is sent again. It remembers 4,096 directions, and forgets all of them
/// before it remembers more.
/// </summary>
internal sealed class SentPackets
{
    private const int MostPackets = 32;
    private const int MostDirections = 4096;

    private readonly Dictionary<(IPEndPoint, IPEndPoint), Queue<(int Stream, long Start, DecodedPacketName Name)>> _sent = [];

    public void Add(DecodedPacket packet, PacketOrigin origin)
    {
        if (!_sent.TryGetValue((origin.From, origin.To), out Queue<(int, long, DecodedPacketName)>? packets))
        {
            if (_sent.Count >= MostDirections)
                _sent.Clear();
            _sent[(origin.From, origin.To)] = packets = [];
        }

        if (packets.Count == MostPackets)
            packets.Dequeue();
        packets.Enqueue((origin.Stream, packet.Offset, new DecodedPacketName(packet.Number, packet.Code, packet.Name, packet.Length)));
    }

    /// <summary>The number of the connection, and the packet that holds the byte at a place of this direction, as far as they are known.</summary>
    public (int? Stream, DecodedPacketName? Packet) Find(IPEndPoint from, IPEndPoint to, long position)
    {
        if (!_sent.TryGetValue((from, to), out Queue<(int Stream, long Start, DecodedPacketName Name)>? packets))
            return (_sent.TryGetValue((to, from), out packets) ? packets.Last().Stream : null, null);
        foreach ((int stream, long start, DecodedPacketName name) in packets.Reverse())
        {
            if (position >= start && position < start + name.Length)
                return (stream, name);
        }

        return (packets.Last().Stream, null);
    }
}
