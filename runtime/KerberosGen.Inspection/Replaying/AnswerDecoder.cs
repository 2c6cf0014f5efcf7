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
    public IEnumerable<DecodedPacket> Append(ReadOnlySpan<byte> bytes, DateTimeOffset time) =>
        Stamped(_stream?.Append(bytes) ?? [PacketDecoder.Garbage(bytes.ToArray(), null, 0)], time);

    /// <summary>Says that the stream has ended and answers what was left of it.</summary>
    public IEnumerable<DecodedPacket> Complete(DateTimeOffset time) => Stamped(_stream?.Complete() ?? [], time);

    /// <summary>Takes a datagram, which is one packet.</summary>
    public IEnumerable<DecodedPacket> Datagram(ReadOnlySpan<byte> bytes, DateTimeOffset time)
    {
        byte[] packet = bytes.ToArray();
        return Stamped(
            [_layout is not null ? _decoder.DecodeStructure(packet, _layout) : _direction is { } way ? _decoder.Decode(packet, way) : PacketDecoder.Garbage(packet, null, 0)],
            time);
    }

    private List<DecodedPacket> Stamped(IReadOnlyList<DecodedPacket> packets, DateTimeOffset time)
    {
        foreach (DecodedPacket packet in packets)
        {
            packet.Number = _number();
            packet.Origin = _origin with { Time = time };
        }

        return [.. packets];
    }
}
