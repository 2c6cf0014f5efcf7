using System.Buffers;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>
/// A packet behind its header: announced with its code and size, cut from a stream whole, and waited for while any of it
/// is missing.
/// </summary>
public sealed class FramingLaw : IMessageLaw
{
    private const uint Limit = 65_536;

    public void Check<THeader, TModel, TPacket>(MessageCase<THeader, TModel, TPacket> message)
        where THeader : struct, IPacketHeader<THeader>, IPacket<THeader>, IEquatable<THeader>
        where TModel : IEquatable<TModel>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        RandomChecks.ForAll(message.Models, model => IsCutFromAStream(message, model));
        RandomChecks.ForAll(message.Models, model => AnyPrefixAsksForMore(message, model), samples: 20);
    }

    private static byte[] FrameOf<THeader, TModel, TPacket>(MessageCase<THeader, TModel, TPacket> message, TModel model)
        where THeader : struct, IPacketHeader<THeader>, IPacket<THeader>, IEquatable<THeader>
        where TModel : IEquatable<TModel>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        TPacket packet = message.View(model);
        byte[] frame = new byte[Frame.SizeOf<THeader, TPacket>(in packet)];
        Assert.Equal(frame.Length, Frame.Write(frame, default(THeader), in packet));
        return frame;
    }

    private static void IsCutFromAStream<THeader, TModel, TPacket>(MessageCase<THeader, TModel, TPacket> message, TModel model)
        where THeader : struct, IPacketHeader<THeader>, IPacket<THeader>, IEquatable<THeader>
        where TModel : IEquatable<TModel>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        byte[] packed = message.Pack(model);
        byte[] frame = FrameOf(message, model);
        Assert.Equal(THeader.Size + packed.Length, frame.Length);
        Assert.Equal(packed, frame[THeader.Size..]);
        Assert.True(THeader.AllowsPayloadSize(TPacket.Code, (uint)packed.Length));

        var stream = new ReadOnlySequence<byte>([.. frame, .. frame, 7]);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(FrameStatus.Done, Frame.TryRead(ref stream, Limit, out THeader header, out ReadOnlySequence<byte> payload));
            Assert.Equal(TPacket.Code, header.Code);
            Assert.Equal((uint)packed.Length, header.PayloadSize);
            Assert.Equal(packed, payload.ToArray());
        }

        Assert.Equal(1, stream.Length);
    }

    private static void AnyPrefixAsksForMore<THeader, TModel, TPacket>(MessageCase<THeader, TModel, TPacket> message, TModel model)
        where THeader : struct, IPacketHeader<THeader>, IPacket<THeader>, IEquatable<THeader>
        where TModel : IEquatable<TModel>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        byte[] frame = FrameOf(message, model);
        for (int cut = 0; cut < frame.Length; cut++)
        {
            ReadOnlySequence<byte> stream = Segments.Cut(frame[..cut], cut / 3, cut / 2);
            Assert.Equal(
                FrameStatus.NeedMoreData,
                Frame.TryRead(ref stream, Limit, out THeader _, out ReadOnlySequence<byte> payload));
            Assert.Equal(cut, stream.Length);
            Assert.True(payload.IsEmpty);
        }
    }
}
