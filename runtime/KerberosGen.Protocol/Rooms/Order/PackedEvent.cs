using System.Buffers;
using KerberosGen.Framing;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>An event as it goes to all who are told of it (1606): each subscriber's own are the IV and the sealed content.</summary>
/// <param name="happened">What happened.</param>
internal readonly struct PackedEvent(RoomEventRecord happened)
{
    private const int FrontSize = ResponseHeader.Size + RoomEvent.MinSize;

    /// <summary>Bytes of the packet with its header.</summary>
    public int Size { get; } = FrontSize + RoomEvent.SealedContentSize(happened.Content.Length);

    /// <summary>What happened.</summary>
    public RoomEventRecord Happened => happened;

    /// <summary>The packet's fields that are the same for all, without IV and content.</summary>
    public static RoomEvent PacketOf(RoomEventRecord happened) => new()
    {
        Sequence = happened.Sequence,
        Time = happened.Time.ToUnixTimeMilliseconds(),
        Kind = happened.Kind,
        ClientId = happened.ClientId,
    };

    /// <summary>Writes the packet for one subscriber. Nothing is allocated.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="sealer">The subscriber's.</param>
    /// <returns>Bytes written.</returns>
    public int WriteTo(IBufferWriter<byte> output, EventSealer sealer)
    {
        Span<byte> whole = output.GetSpan(Size)[..Size];
        RoomEvent packet = PacketOf(happened);
        sealer.Seal(ref packet, happened.Content.Span, whole[FrontSize..]);
        // The content is in its place already, and is copied onto itself.
        Frame.Write(whole, new ResponseHeader { Version = ProtocolLimits.Version }, in packet);
        output.Advance(Size);
        return Size;
    }
}
