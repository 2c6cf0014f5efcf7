using System.Net;
using System.Runtime.ExceptionServices;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Decodes captured frames: puts TCP in order, finds each direction, and cuts it into packets; each UDP datagram is
/// decoded by itself. Frames that carry neither are passed over.
/// </summary>
public sealed class CaptureDecoder
{
    private readonly PacketDecoder _decoder;
    private readonly PacketLayout? _packet;
    private readonly PortFilter? _port;
    private readonly Dictionary<(IPEndPoint, IPEndPoint), Connection> _connections = [];
    private readonly Dictionary<(IPEndPoint, IPEndPoint), int> _datagramStreams = [];
    private int _streams;
    private int _packets;

    /// <summary>Begins with the first frame.</summary>
    /// <param name="decoder">Takes each packet apart.</param>
    /// <param name="packet">
    /// What each datagram holds, and each stream one after the other, without headers; null for the headers and messages of
    /// the protocol.
    /// </param>
    /// <param name="port">What to look at; null for everything.</param>
    /// <exception cref="ArgumentException">No packet is given and the protocol declares no header.</exception>
    public CaptureDecoder(PacketDecoder decoder, PacketLayout? packet = null, PortFilter? port = null)
    {
        if (packet is null && decoder.Protocol.Requests is null && decoder.Protocol.Responses is null)
            throw new ArgumentException($"{decoder.Protocol.Name} declares no header.", nameof(decoder));
        _decoder = decoder;
        _packet = packet;
        _port = port;
    }

    /// <summary>Frames that carry neither TCP nor UDP over IP, or whose headers were cut off.</summary>
    public long FramesPassedOver { get; private set; }

    /// <summary>Decodes a whole capture.</summary>
    /// <param name="reader">Its frames.</param>
    /// <exception cref="CaptureFormatException">The file is broken; everything before that was handed out.</exception>
    public IEnumerable<DecodedPacket> DecodeAll(CaptureReader reader)
    {
        ExceptionDispatchInfo? broken = null;
        using IEnumerator<CapturedFrame> frames = reader.ReadFrames().GetEnumerator();
        while (TryMoveNext(frames, ref broken))
        {
            foreach (DecodedPacket packet in Append(frames.Current))
                yield return packet;
        }

        foreach (DecodedPacket packet in Complete())
            yield return packet;
        broken?.Throw();
    }

    /// <summary>Takes the next frame.</summary>
    /// <returns>The packets that it completes.</returns>
    public IReadOnlyList<DecodedPacket> Append(in CapturedFrame frame)
    {
        if (!FrameParser.TryParse(frame, out Segment segment))
        {
            FramesPassedOver++;
            return [];
        }

        if (_port is { } port && !port.Passes(segment))
            return [];

        List<DecodedPacket> packets = [];
        if (segment.IsTcp)
            AddSegment(segment, frame.Time, packets);
        else
            AddDatagram(segment, frame.Time, packets);
        return Numbered(packets);
    }

    /// <summary>Says that the capture has ended.</summary>
    /// <returns>What was held, cut where it ends.</returns>
    public IReadOnlyList<DecodedPacket> Complete()
    {
        List<DecodedPacket> packets = [];
        foreach (Connection connection in _connections.Values)
            connection.Complete(packets);
        _connections.Clear();
        return Numbered(packets);
    }

    private static bool TryMoveNext(IEnumerator<CapturedFrame> frames, ref ExceptionDispatchInfo? broken)
    {
        try
        {
            return frames.MoveNext();
        }
        catch (CaptureFormatException exception)
        {
            broken = ExceptionDispatchInfo.Capture(exception);
            return false;
        }
    }

    private void AddSegment(in Segment segment, DateTimeOffset time, List<DecodedPacket> output)
    {
        (IPEndPoint, IPEndPoint) key = (segment.From, segment.To);
        if (!_connections.TryGetValue(key, out Connection? connection))
        {
            key = (segment.To, segment.From);
            _connections.TryGetValue(key, out connection);
        }

        if (connection is not null && connection.IsReplacedBy(segment))
        {
            connection.Complete(output);
            connection = null;
        }

        if (connection is null)
        {
            if (segment.PayloadLength == 0 && !segment.Flags.HasFlag(TcpFlags.Syn))
                return;
            connection = new Connection(_decoder, _packet, _streams++, segment.From, segment.To);
            _connections.Remove(key);
            _connections[(segment.From, segment.To)] = connection;
        }

        connection.Add(segment, time, output);
    }

    private void AddDatagram(in Segment segment, DateTimeOffset time, List<DecodedPacket> output)
    {
        if (segment.Payload.IsEmpty)
            return;
        if (!_datagramStreams.TryGetValue((segment.From, segment.To), out int stream)
            && !_datagramStreams.TryGetValue((segment.To, segment.From), out stream))
        {
            stream = _streams++;
            _datagramStreams[(segment.From, segment.To)] = stream;
        }

        foreach (DecodedPacket packet in PacketsOf(segment.Payload))
        {
            packet.Origin = new PacketOrigin(time, stream, segment.From, segment.To);
            output.Add(packet);
        }
    }

    private IEnumerable<DecodedPacket> PacketsOf(ReadOnlyMemory<byte> datagram) => _packet is not null
        ? [_decoder.DecodeStructure(datagram, _packet)]
        : StreamDecoder.DecodeAll(datagram, _decoder, DirectionDetector.DetectOrDefault(datagram.Span, _decoder.Protocol));

    private List<DecodedPacket> Numbered(List<DecodedPacket> packets)
    {
        foreach (DecodedPacket packet in packets)
            packet.Number = ++_packets;
        return packets;
    }
}
