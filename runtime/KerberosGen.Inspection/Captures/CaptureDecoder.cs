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

    /// <summary>Decodes a whole capture to where its packets are dealt with: the same packets, in the same order.</summary>
    /// <param name="reader">Its frames.</param>
    /// <param name="sink">
    /// Is offered every whole packet of a known code and a possible size before it is taken apart, and receives every other
    /// one. Without headers, packets are not offered.
    /// </param>
    /// <exception cref="CaptureFormatException">The file is broken; everything before that was handed out.</exception>
    public void DecodeTo(CaptureReader reader, IPacketSink sink)
    {
        ExceptionDispatchInfo? broken = null;
        using IEnumerator<CapturedFrame> frames = reader.ReadFrames().GetEnumerator();
        while (TryMoveNext(frames, ref broken))
            Add(frames.Current, sink);
        Complete(sink);
        broken?.Throw();
    }

    /// <summary>Takes the next frame.</summary>
    /// <returns>The packets that it completes.</returns>
    public IReadOnlyList<DecodedPacket> Append(in CapturedFrame frame)
    {
        var packets = new CollectingSink();
        Add(frame, packets);
        return packets.Packets;
    }

    /// <summary>Says that the capture has ended.</summary>
    /// <returns>What was held, cut where it ends.</returns>
    public IReadOnlyList<DecodedPacket> Complete()
    {
        var packets = new CollectingSink();
        Complete(packets);
        return packets.Packets;
    }

    private void Add(in CapturedFrame frame, IPacketSink sink)
    {
        if (!FrameParser.TryParse(frame, out Segment segment))
        {
            FramesPassedOver++;
            return;
        }

        if (_port is { } port && !port.Passes(segment))
            return;
        if (segment.IsTcp)
            AddSegment(segment, frame.Time, sink);
        else
            AddDatagram(segment, frame.Time, sink);
    }

    private void Complete(IPacketSink sink)
    {
        foreach (Connection connection in _connections.Values)
            connection.Complete(sink);
        _connections.Clear();
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

    private void AddSegment(in Segment segment, DateTimeOffset time, IPacketSink output)
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
            connection = new Connection(_decoder, _packet, _streams++, segment.From, segment.To, () => ++_packets);
            _connections.Remove(key);
            _connections[(segment.From, segment.To)] = connection;
        }

        connection.Add(segment, time, output);
    }

    private void AddDatagram(in Segment segment, DateTimeOffset time, IPacketSink output)
    {
        if (segment.Payload.IsEmpty)
            return;
        if (!_datagramStreams.TryGetValue((segment.From, segment.To), out int stream)
            && !_datagramStreams.TryGetValue((segment.To, segment.From), out stream))
        {
            stream = _streams++;
            _datagramStreams[(segment.From, segment.To)] = stream;
        }

        var flow = new FlowSink(new PacketFlow(stream, segment.From, segment.To), () => ++_packets) { Time = time, Output = output };
        if (_packet is not null)
        {
            flow.Take(_decoder.DecodeStructure(segment.Payload, _packet));
            return;
        }

        var datagram = new StreamDecoder(_decoder, DirectionDetector.DetectOrDefault(segment.Payload.Span, _decoder.Protocol));
        datagram.Append(segment.Payload.Span, flow);
        datagram.Complete(flow);
    }
}
