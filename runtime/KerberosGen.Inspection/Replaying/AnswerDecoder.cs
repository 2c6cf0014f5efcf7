using System.Net;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Replaying;

/// <summary>Cuts what a peer answers on one connection into packets, as it arrives. Not for use by two threads at once.</summary>
public sealed class AnswerDecoder
{
    private readonly PacketDecoder _decoder;
    private readonly PacketDirection? _direction;
    private readonly PacketLayout? _layout;
    private readonly IPacketStream? _stream;
    private readonly PacketOrigin _origin;
    private readonly Func<int> _number;

    /// <summary>Begins with a connection's first byte.</summary>
    /// <param name="decoder">Takes each packet apart.</param>
    /// <param name="direction">Which way the answers travel; where the protocol declares none, they are shown as bytes.</param>
    /// <param name="layout">The answers' table where they stand without a header; otherwise null.</param>
    /// <param name="connection">The connection's number, from 0.</param>
    /// <param name="peer">Who answers.</param>
    /// <param name="self">Who is answered.</param>
    /// <param name="number">Answers the next packet's number among all of them.</param>
    public AnswerDecoder(
        PacketDecoder decoder, PacketDirection? direction, PacketLayout? layout, int connection, IPEndPoint peer, IPEndPoint self, Func<int> number)
    {
        _decoder = decoder;
        _layout = layout;
        _direction = direction is { } way && decoder.Protocol.Of(way) is not null ? way : null;
        _stream = layout is not null ? new PacketRunDecoder(decoder, layout)
            : _direction is { } declared ? new StreamDecoder(decoder, declared)
            : null;
        _origin = new PacketOrigin(default, connection, peer, self);
        _number = number;
    }

    /// <summary>Takes the next bytes of a stream and answers the packets that they complete.</summary>
    public IReadOnlyList<DecodedPacket> Append(ReadOnlySpan<byte> bytes, DateTimeOffset time)
    {
        var packets = new PacketCollector(opener: null);
        if (_stream is null)
            packets.Take(PacketDecoder.Garbage(bytes.ToArray(), null, 0));
        else
            _stream.Append(bytes, packets);
        return Opened(packets, time, isDatagram: false);
    }

    /// <summary>Says that the stream has ended and answers what was left of it.</summary>
    public IReadOnlyList<DecodedPacket> Complete(DateTimeOffset time)
    {
        var packets = new PacketCollector(opener: null);
        _stream?.Complete(packets);
        return Opened(packets, time, isDatagram: false);
    }

    /// <summary>Takes a datagram, which is one packet.</summary>
    public IReadOnlyList<DecodedPacket> Datagram(ReadOnlySpan<byte> bytes, DateTimeOffset time)
    {
        var packets = new PacketCollector(opener: null);
        byte[] packet = bytes.ToArray();
        packets.Take(_layout is not null ? _decoder.TakeApart(packet, _layout) : _direction is { } way ? _decoder.TakeApart(packet, way, 0) : PacketDecoder.Garbage(packet, null, 0));
        return Opened(packets, time, isDatagram: true);
    }

    private List<DecodedPacket> Opened(PacketCollector packets, DateTimeOffset time, bool isDatagram)
    {
        foreach (DecodedPacket packet in packets.Packets)
        {
            packet.Number = _number();
            packet.Origin = _origin with { Time = time, IsDatagram = isDatagram };
            _decoder.Open(packet);
        }

        return packets.Packets;
    }
}
