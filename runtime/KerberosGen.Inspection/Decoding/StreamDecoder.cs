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

    // Between packets, behind a gap for example, a header must be known to be believed: nothing is waited for on its word.
    private bool _isLost;

    // So many of the bytes held were looked at for a header, and none begins there.
    private int _searched;

    /// <summary>Begins at the stream's first byte.</summary>
    /// <param name="decoder">Takes each packet apart.</param>
    /// <param name="direction">Which way the packets travel.</param>
    /// <exception cref="ArgumentException">The protocol has no packets in this direction.</exception>
    public StreamDecoder(PacketDecoder decoder, PacketDirection direction)
        : this(decoder, ProbeOf(decoder, direction), isLost: false)
    {
    }

    /// <summary>Begins at the stream's first byte.</summary>
    /// <param name="decoder">Takes each packet apart.</param>
    /// <param name="probe">Reads the headers; it may be shared.</param>
    /// <param name="isLost">True if that byte may stand within a packet.</param>
    internal StreamDecoder(PacketDecoder decoder, HeaderProbe probe, bool isLost)
    {
        _decoder = decoder;
        _probe = probe;
        _isLost = isLost;
    }

    /// <summary>Which way the packets travel.</summary>
    public PacketDirection Direction => _probe.Direction;

    /// <summary>Bytes of the stream in front of what is still held.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes that arrived and are not yet part of a packet.</summary>
    public int Pending => _held.Length;

    int IPacketStream.Held => _held.Capacity;

    /// <summary>Every packet of bytes that are all there is.</summary>
    /// <param name="bytes">Packets, one after the other.</param>
    /// <param name="decoder">Takes each apart.</param>
    /// <param name="direction">Which way they travel.</param>
    public static IEnumerable<DecodedPacket> DecodeAll(ReadOnlyMemory<byte> bytes, PacketDecoder decoder, PacketDirection direction)
    {
        var stream = new StreamDecoder(decoder, direction);
        int number = 0;
        for (int at = 0; at <= bytes.Length; at += GarbagePiece)
        {
            var packets = new PacketCollector(opener: null);
            stream.Append(bytes.Span.Slice(at, Math.Min(GarbagePiece, bytes.Length - at)), packets);
            if (at + GarbagePiece > bytes.Length)
                stream.Complete(packets);
            foreach (DecodedPacket packet in packets.Packets)
            {
                packet.Number = ++number;
                decoder.Open(packet);
                yield return packet;
            }
        }
    }

    /// <summary>Takes the next bytes of the stream.</summary>
    /// <returns>The packets that they complete.</returns>
    public IReadOnlyList<DecodedPacket> Append(ReadOnlySpan<byte> bytes)
    {
        var packets = new PacketCollector(_decoder);
        Append(bytes, packets);
        return packets.Packets;
    }

    /// <summary>Says that bytes of the stream are lost: what was held is cut there.</summary>
    /// <param name="size">How many bytes.</param>
    /// <returns>What was held, and a packet of no bytes that tells of the gap.</returns>
    public IReadOnlyList<DecodedPacket> Skip(long size)
    {
        var packets = new PacketCollector(_decoder);
        Skip(size, packets);
        return packets.Packets;
    }

    /// <summary>Says that the stream has ended.</summary>
    /// <returns>What was held, cut where it ends.</returns>
    public IReadOnlyList<DecodedPacket> Complete()
    {
        var packets = new PacketCollector(_decoder);
        Complete(packets);
        return packets.Packets;
    }

    void IPacketStream.Append(ReadOnlySpan<byte> bytes, IStreamSink sink) => Append(bytes, sink);

    void IPacketStream.Skip(long size, IStreamSink sink) => Skip(size, sink);

    void IPacketStream.Complete(IStreamSink sink) => Complete(sink);

    internal void Append(ReadOnlySpan<byte> bytes, IStreamSink sink)
    {
        while (true)
        {
            // Whole packets are cut out where they lie; only one that goes on behind these bytes is copied.
            while (_held.Length == 0 && _probe.TryReadKnown(bytes, out long size) && size <= bytes.Length)
            {
                HandOutKnown(bytes[..(int)size], sink);
                bytes = bytes[(int)size..];
            }

            if (bytes.IsEmpty)
                return;
            int wanted = (int)Math.Min(bytes.Length, Missing());
            _held.Append(bytes[..wanted]);
            bytes = bytes[wanted..];
            Cut(complete: false, sink);
        }
    }

    internal void Skip(long size, IStreamSink sink)
    {
        Complete(sink);
        sink.Take(PacketDecoder.Gap(Direction, Offset, size));
        Offset += size;
        _isLost = true;
    }

    internal void Complete(IStreamSink sink)
    {
        _isLost |= Pending > 0;
        Cut(complete: true, sink);
        _held.Release();
    }

    /// <summary>Cuts bytes that are all there is, as if no others had come before.</summary>
    internal void DecodeWhole(ReadOnlySpan<byte> bytes, IStreamSink sink)
    {
        Offset = 0;
        _isLost = false;
        for (; bytes.Length > GarbagePiece; bytes = bytes[GarbagePiece..])
            Append(bytes[..GarbagePiece], sink);
        Append(bytes, sink);
        Complete(sink);
    }

    private static HeaderProbe ProbeOf(PacketDecoder decoder, PacketDirection direction) => new(
        decoder.Protocol.Of(direction)
        ?? throw new ArgumentException($"{decoder.Protocol.Name} declares no packets of direction {direction}.", nameof(direction)),
        decoder.Protocol);

    // Bytes that the packet held in part still takes; of one that is not known, all that come.
    private long Missing() => Pending < _probe.Size ? _probe.Size - Pending
        : _probe.TryReadKnown(_held.Span, out long size) && size > Pending ? size - Pending
        : long.MaxValue;

    private void Cut(bool complete, IStreamSink sink)
    {
        while (Pending > 0)
        {
            int size = SizeOfNext(complete, out bool isGarbage);
            if (size == 0)
                break;
            ReadOnlySpan<byte> bytes = _held.Take(size);
            _searched = Math.Max(0, _searched - size);
            if (!isGarbage && _probe.TryReadKnown(bytes, out long announced) && announced == size)
                HandOutKnown(bytes, sink);
            else
                HandOut(bytes, isGarbage, sink);
        }
    }

    private void HandOutKnown(ReadOnlySpan<byte> packet, IStreamSink sink)
    {
        _isLost = false;
        long offset = Offset;
        Offset += packet.Length;
        if (!sink.TryTake(packet, Direction, offset))
            sink.Take(_decoder.TakeApart(packet.ToArray(), Direction, offset));
    }

    private void HandOut(ReadOnlySpan<byte> bytes, bool isGarbage, IStreamSink sink)
    {
        long offset = Offset;
        Offset += bytes.Length;
        sink.Take(isGarbage ? PacketDecoder.Garbage(bytes.ToArray(), Direction, offset) : _decoder.TakeApart(bytes.ToArray(), Direction, offset));
    }

    // 0: more bytes are needed.
    private int SizeOfNext(bool complete, out bool isGarbage)
    {
        isGarbage = false;
        ReadOnlySpan<byte> held = _held.Span;
        if (held.Length < _probe.Size)
            return complete ? held.Length : 0;

        if (_probe.TryReadKnown(held, out long size))
            return held.Length >= size ? (int)size : complete ? CutAtNextHeader(held) : 0;
        size = _probe.Size + (long)_probe.PayloadSizeOf(held);
        if (size <= _probe.Size + (long)PayloadSizes.Limit)
        {
            // A code or a size that no table has. What stands behind the announced payload decides whether to believe it.
            if (held.Length == size && complete)
                return (int)size;
            if (held.Length >= size + _probe.Size && _probe.HasKnownCode(held[(int)size..]))
                return (int)size;
            if (!complete && !_isLost && held.Length < size + _probe.Size)
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
        while (_probe.TryReadKnown(bytes, out long size))
        {
            if (size >= bytes.Length)
                return size == bytes.Length;
            bytes = bytes[(int)size..];
        }

        return false;
    }

    private int SizeOfBroken(ReadOnlySpan<byte> held, bool complete, out bool isGarbage)
    {
        int from = Math.Max(1, _searched);
        int next = _probe.FindKnown(held[from..]);
        _searched = next >= 0 ? from + next : Math.Max(from, held.Length - _probe.Size + 1);
        bool hasCode = _probe.HasKnownCode(held);
        isGarbage = !hasCode;
        // A packet whose code is known keeps what it announces, up to the next header.
        long announced = hasCode ? _probe.Size + (long)_probe.PayloadSizeOf(held) : long.MaxValue;
        if (next >= 0)
        {
            int size = from + next;
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
