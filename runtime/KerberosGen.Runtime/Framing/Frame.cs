using System.Buffers;
using KerberosGen.Codec;

namespace KerberosGen.Framing;

/// <summary>One packet in a stream: a header, and the payload whose size it announces.</summary>
public static class Frame
{
    /// <summary>
    /// Cuts the next packet from the front of a stream's bytes, however they are segmented. The announced size is checked
    /// before any of the payload is waited for, so that a peer cannot make the reader buffer more than
    /// <paramref name="payloadLimit"/> bytes.
    /// </summary>
    /// <param name="buffer">What has arrived; on <see cref="FrameStatus.Done"/> the packet is cut off its front.</param>
    /// <param name="payloadLimit">The largest payload to accept, in bytes.</param>
    /// <param name="header">The header, if it was all there.</param>
    /// <param name="payload">On <see cref="FrameStatus.Done"/>: exactly the announced bytes.</param>
    public static FrameStatus TryRead<THeader>(
        ref ReadOnlySequence<byte> buffer, uint payloadLimit, out THeader header, out ReadOnlySequence<byte> payload)
        where THeader : struct, IPacketHeader<THeader>
    {
        payload = default;
        UnpackResult read = ReadHeader(in buffer, out header);
        if (!read.IsDone)
            return read.Status == UnpackStatus.NeedMoreData ? FrameStatus.NeedMoreData : FrameStatus.HeaderRefused;
        uint size = header.PayloadSize;
        if (size > payloadLimit || !THeader.AllowsPayloadSize(header.Code, size))
            return FrameStatus.SizeRefused;
        if (buffer.Length - THeader.Size < size)
            return FrameStatus.NeedMoreData;
        payload = buffer.Slice(THeader.Size, size);
        buffer = buffer.Slice(payload.End);
        return FrameStatus.Done;
    }

    /// <summary>Reads the header in front of a stream's bytes. Unless the answer is done, <paramref name="header"/> is the default value.</summary>
    public static UnpackResult ReadHeader<THeader>(in ReadOnlySequence<byte> buffer, out THeader header)
        where THeader : struct, IPacketHeader<THeader>
    {
        ReadOnlySpan<byte> first = buffer.FirstSpan;
        if (first.Length >= THeader.Size)
            return ReadHeader(in first[0], out header);
        if (buffer.Length < THeader.Size)
        {
            header = default;
            return UnpackResult.NeedMoreData(THeader.Size - (int)buffer.Length);
        }

        Span<byte> joined = stackalloc byte[THeader.Size];
        buffer.Slice(0, THeader.Size).CopyTo(joined);
        return ReadHeader(in joined[0], out header);
    }

    private static UnpackResult ReadHeader<THeader>(ref readonly byte source, out THeader header)
        where THeader : struct, IPacketHeader<THeader>
    {
        UnpackResult check = THeader.Check(in source);
        if (!check.IsDone)
        {
            header = default;
            return check;
        }

        THeader.ReadUnchecked(in source, out header);
        return UnpackResult.Done(THeader.Size);
    }

    /// <summary>Bytes of a packet with its header.</summary>
    public static int SizeOf<THeader, TPacket>(scoped in TPacket packet)
        where THeader : struct, IPacketHeader<THeader>
        where TPacket : IMessage<TPacket>, allows ref struct => checked(THeader.Size + packet.PackedSize);

    /// <summary>
    /// Writes header and payload as one span, so that they reach the peer in one write. Code and payload size of the header
    /// are set from the packet.
    /// </summary>
    /// <param name="output">Where to; nothing is written unless everything is.</param>
    /// <param name="header">The header's other fields.</param>
    /// <param name="packet">The payload.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="InvalidOperationException">A field is longer than its length field can say.</exception>
    public static int Write<THeader, TPacket>(IBufferWriter<byte> output, THeader header, scoped in TPacket packet)
        where THeader : struct, IPacketHeader<THeader>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        int size = SizeOf<THeader, TPacket>(in packet);
        int written = Write(output.GetSpan(size), header, in packet);
        output.Advance(written);
        return written;
    }

    /// <summary>Writes header and payload to the beginning of a span.</summary>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException">They do not fit.</exception>
    /// <exception cref="InvalidOperationException">A field is longer than its length field can say.</exception>
    public static int Write<THeader, TPacket>(Span<byte> destination, THeader header, scoped in TPacket packet)
        where THeader : struct, IPacketHeader<THeader>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        int size = SizeOf<THeader, TPacket>(in packet);
        if (destination.Length < size)
            CodecThrow.TooShort(typeof(THeader).Name, size, destination.Length);
        header.Announce(TPacket.Code, (uint)(size - THeader.Size));
        header.WriteUnchecked(ref destination[0]);
        packet.TryPack(destination[THeader.Size..size], out _);
        return size;
    }
}
