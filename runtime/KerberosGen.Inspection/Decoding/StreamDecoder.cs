namespace KerberosGen.Inspection.Decoding;

/// <summary>
/// Cuts one direction of a connection into packets, whatever pieces its bytes come in, and finds its way on after bytes
/// that are no packet. It holds at most one packet: 16 MiB and a header.
/// </summary>
public sealed class StreamDecoder : IPacketStream
{
    private const int GarbagePiece = 64 * 1024;

    private readonly PacketDecoder _decoder;
    private readonly HeaderProbe _probe;
    private readonly HeldBytes _held = new();

    /// <summary>Begins at the stream's first byte.</summary>
    /// <param name="decoder">Takes each packet apart.</param>
    /// <param name="direction">Which way the packets travel.</param>
    /// <exception cref="ArgumentException">The protocol has no packets in this direction.</exception>
    public StreamDecoder(PacketDecoder decoder, PacketDirection direction)
    {
        _decoder = decoder;
        Direction = direction;
        _probe = new HeaderProbe(
            decoder.Protocol.Of(direction)
            ?? throw new ArgumentException($"{decoder.Protocol.Name} declares no packets of direction {direction}.", nameof(direction)),
            decoder.Protocol);
    }

    /// <summary>Which way the packets travel.</summary>
    public PacketDirection Direction { get; }

    /// <summary>Bytes of the stream in front of what is still held.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes that arrived and are not yet part of a packet.</summary>
    public int Pending => _held.Length;

    /// <summary>Every packet of bytes that are all there is.</summary>
    /// <param name="bytes">Packets, one after the other.</param>
    /// <param name="decoder">Takes each apart.</param>
    /// <param name="direction">Which way they travel.</param>
    public static IEnumerable<DecodedPacket> DecodeAll(ReadOnlyMemory<byte> bytes, PacketDecoder decoder, PacketDirection direction)
    {
        var stream = new StreamDecoder(decoder, direction);
        int number = 0;
        for (int at = 0; at < bytes.Length; at += GarbagePiece)
        {
            foreach (DecodedPacket packet in stream.Append(bytes.Span.Slice(at, Math.Min(GarbagePiece, bytes.Length - at))))
            {
                packet.Number = ++number;
                yield return packet;
            }
        }

        foreach (DecodedPacket packet in stream.Complete())
        {
            packet.Number = ++number;
            yield return packet;
        }
    }

    /// <summary>Takes the next bytes of the stream.</summary>
    /// <returns>The packets that they complete.</returns>
    public IReadOnlyList<DecodedPacket> Append(ReadOnlySpan<byte> bytes)
    {
        var packets = new PacketCollector();
        Append(bytes, packets);
        return packets.Packets;
    }

    /// <summary>Says that bytes of the stream are lost: what was held is cut there.</summary>
    /// <param name="size">How many bytes.</param>
    /// <returns>What was held, and a packet of no bytes that tells of the gap.</returns>
    public IReadOnlyList<DecodedPacket> Skip(long size)
    {
        var packets = new PacketCollector();
        Skip(size, packets);
        return packets.Packets;
    }

    /// <summary>Says that the stream has ended.</summary>
    /// <returns>What was held, cut where it ends.</returns>
    public IReadOnlyList<DecodedPacket> Complete()
    {
        var packets = new PacketCollector();
        Complete(packets);
        return packets.Packets;
    }

    void IPacketStream.Append(ReadOnlySpan<byte> bytes, IStreamSink sink) => Append(bytes, sink);

    void IPacketStream.Skip(long size, IStreamSink sink) => Skip(size, sink);

    void IPacketStream.Complete(IStreamSink sink) => Complete(sink);

    internal void Append(ReadOnlySpan<byte> bytes, IStreamSink sink)
    {
        // Whole packets are cut out where they lie; only what is left over is copied.
        while (_held.Length == 0 && _probe.IsKnown(bytes))
        {
            long size = _probe.Size + (long)_probe.PayloadSizeOf(bytes);
            if (size > bytes.Length)
                break;
            HandOut(bytes[..(int)size], sink);
            bytes = bytes[(int)size..];
        }

        _held.Append(bytes);
        Cut(complete: false, sink);
    }

    internal void Skip(long size, IStreamSink sink)
    {
        Cut(complete: true, sink);
        sink.Take(PacketDecoder.Gap(Direction, Offset, size));
        Offset += size;
    }

    internal void Complete(IStreamSink sink) => Cut(complete: true, sink);

    private void Cut(bool complete, IStreamSink sink)
    {
        while (Pending > 0)
        {
            int size = SizeOfNext(complete, out bool isGarbage);
            if (size == 0)
                break;
            ReadOnlySpan<byte> bytes = _held.Take(size);
            if (isGarbage)
            {
                sink.Take(PacketDecoder.Garbage(bytes.ToArray(), Direction, Offset));
                Offset += size;
            }
            else
            {
                HandOut(bytes, sink);
            }
        }
    }

    private void HandOut(ReadOnlySpan<byte> packet, IStreamSink sink)
    {
        long offset = Offset;
        Offset += packet.Length;
        bool isWhole = _probe.IsKnown(packet) && packet.Length == _probe.Size + (long)_probe.PayloadSizeOf(packet);
        if (!isWhole || !sink.TryTake(packet, Direction, offset))
            sink.Take(_decoder.Decode(packet.ToArray(), Direction, offset));
    }

    // 0: more bytes are needed.
    private int SizeOfNext(bool complete, out bool isGarbage)
    {
        isGarbage = false;
        ReadOnlySpan<byte> held = _held.Span;
        if (held.Length < _probe.Size)
            return complete ? held.Length : 0;

        uint payloadSize = _probe.PayloadSizeOf(held);
        long size = _probe.Size + (long)payloadSize;
        if (_probe.IsKnown(held))
            return held.Length >= size ? (int)size : complete ? CutAtNextHeader(held) : 0;
        if (payloadSize <= PayloadSizes.Limit)
        {
            // A code or a size that no table has. What stands behind the announced payload decides whether to believe it.
            if (held.Length == size && complete)
                return (int)size;
            if (held.Length >= size + _probe.Size && _probe.HasKnownCode(held[(int)size..]))
                return (int)size;
            if (!complete && held.Length < size + _probe.Size)
                return 0;
        }

        return SizeOfBroken(held, complete, out isGarbage);
    }

    // The stream ends within a known packet. If another header stands in it, the size was wrong, not the end too early.
    private int CutAtNextHeader(ReadOnlySpan<byte> held)
    {
        int next = _probe.FindKnown(held[_probe.Size..]);
        return next < 0 || !ReachesTheEnd(held[(_probe.Size + next)..]) ? held.Length : _probe.Size + next;
    }

    private bool ReachesTheEnd(ReadOnlySpan<byte> bytes)
    {
        while (_probe.IsKnown(bytes))
        {
            long size = _probe.Size + (long)_probe.PayloadSizeOf(bytes);
            if (size >= bytes.Length)
                return size == bytes.Length;
            bytes = bytes[(int)size..];
        }

        return false;
    }

    private int SizeOfBroken(ReadOnlySpan<byte> held, bool complete, out bool isGarbage)
    {
        int next = _probe.FindKnown(held[1..]);
        bool hasCode = _probe.HasKnownCode(held);
        isGarbage = !hasCode;
        // A packet whose code is known keeps what it announces, up to the next header.
        long announced = hasCode ? _probe.Size + (long)_probe.PayloadSizeOf(held) : long.MaxValue;
        if (next >= 0)
        {
            int size = 1 + next;
            isGarbage |= size < _probe.Size;
            return isGarbage ? size : (int)Math.Min(size, announced);
        }

        if (complete)
            return (int)Math.Min(held.Length, announced);
        int certain = held.Length - _probe.Size + 1;
        if (certain < GarbagePiece)
            return 0;
        isGarbage = true;
        return certain;
    }
}
