using System.Runtime.ExceptionServices;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Decodes captured frames: puts fragments together and TCP in order, finds each direction, and cuts it into packets; each
/// UDP datagram is decoded by itself. Frames that carry neither are passed over. It takes at most 128 MiB of memory on a
/// capture of any size: 32,768 conversations, 64 MiB of bytes that wait for others (1 MiB per direction of what came too
/// early, and the beginning of one packet of at most 16 MiB), and 4 MiB of fragments. Beyond that, whoever was silent
/// longest is completed, and what comes of it later is decoded as what begins in the middle.
/// </summary>
public sealed class CaptureDecoder
{
    private readonly PacketStreams _streams;
    private readonly PortFilter? _port;
    private readonly FrameParser _parser = new();
    private readonly ConversationTable _conversations = new();
    private readonly CaptureOutput _output;
    private readonly DatagramDecoder _datagrams;
    private int _numbers;

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
        _output = new CaptureOutput(decoder);
        _streams = new PacketStreams(decoder, packet);
        _datagrams = new DatagramDecoder(_streams);
        _port = port;
    }

    /// <summary>Frames that carry neither TCP nor UDP over IP, or whose headers were cut off.</summary>
    public long FramesPassedOver { get; private set; }

    /// <summary>
    /// Datagrams of which fragments are missing: not there within 30 seconds, or among the oldest when more than 256 or
    /// 4 MiB were incomplete, or at the capture's end.
    /// </summary>
    public long DatagramsIncomplete => _parser.DatagramsGivenUp;

    /// <summary>Decodes a whole capture.</summary>
    /// <param name="reader">Its frames.</param>
    /// <exception cref="CaptureFormatException">The file is broken; everything before that was handed out.</exception>
    public IEnumerable<DecodedPacket> DecodeAll(CaptureReader reader)
    {
        var packets = new CollectingSink();
        ExceptionDispatchInfo? broken = null;
        bool isMore;
        do
        {
            isMore = TryAddNext(reader, packets, ref broken);
            foreach (DecodedPacket packet in packets.Packets)
                yield return packet;
            packets.Packets.Clear();
        }
        while (isMore);
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
        while (TryAddNext(reader, sink, ref broken))
        {
        }

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

    // False once the capture has ended or is broken, and is completed.
    private bool TryAddNext(CaptureReader reader, IPacketSink sink, ref ExceptionDispatchInfo? broken)
    {
        CapturedFrame frame = default;
        bool isFrame = false;
        try
        {
            isFrame = reader.TryRead(out frame);
        }
        catch (CaptureFormatException exception)
        {
            broken = ExceptionDispatchInfo.Capture(exception);
        }

        if (isFrame)
            Add(frame, sink);
        else
            Complete(sink);
        return isFrame;
    }

    private void Add(in CapturedFrame frame, IPacketSink sink)
    {
        FrameKind kind = _parser.Parse(frame, out Segment segment);
        if (kind == FrameKind.Other)
            FramesPassedOver++;
        if (kind != FrameKind.Segment || (_port is { } port && !port.Passes(segment)))
            return;
        _output.Sink = sink;
        if (segment.IsTcp)
            AddSegment(segment, frame.Time);
        else
            AddDatagram(segment, frame.Time);
    }

    private void Complete(IPacketSink sink)
    {
        _output.Sink = sink;
        _parser.Complete();
        _conversations.Complete();
    }

    private void AddSegment(in Segment segment, DateTimeOffset time)
    {
        var flow = (TcpFlow?)_conversations.Find(segment.Key);
        if (segment.IsSyn && flow is not null && ((Connection)flow.Conversation).IsReplacedBy(segment, flow))
        {
            flow.Conversation.Complete();
            _conversations.Remove(flow.Conversation);
            flow = null;
        }

        if (flow is null)
        {
            if (segment.PayloadLength == 0 && !segment.IsSyn)
                return;
            var begun = new Connection(_numbers++, segment.Key, _streams, _output);
            _conversations.Add(begun);
            flow = (TcpFlow)begun.First;
        }

        ((Connection)flow.Conversation).Add(segment, flow, time);
        _conversations.Account(flow);
    }

    private void AddDatagram(in Segment segment, DateTimeOffset time)
    {
        if (segment.Payload.IsEmpty)
            return;
        Flow? flow = _conversations.Find(segment.Key);
        if (flow is null)
        {
            int number = _numbers++;
            flow = new Flow(segment.Key, number, _output) { IsDatagram = true };
            _conversations.Add(new Conversation(number, flow, new Flow(segment.Key.Reversed, number, _output) { IsDatagram = true }));
        }

        flow.Time = time;
        _datagrams.Decode(segment.Payload, flow);
    }
}
