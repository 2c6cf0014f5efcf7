using System.Buffers;
using KerberosGen.Codec;
using KerberosGen.Framing;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>Whole packets, header and payload, as arrays.</summary>
public static class Frames
{
    public const byte Version = 24;

    public static byte[] Request<TPacket>(PrincipalId client, scoped in TPacket packet)
        where TPacket : IMessage<TPacket>, allows ref struct =>
        Write(new RequestHeader { ClientId = client, Version = Version }, in packet);

    public static byte[] Response<TPacket>(scoped in TPacket packet)
        where TPacket : IMessage<TPacket>, allows ref struct =>
        Write(new ResponseHeader { Version = Version }, in packet);

    public static byte[] Write<THeader, TPacket>(THeader header, scoped in TPacket packet)
        where THeader : struct, IPacketHeader<THeader>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        var output = new ArrayBufferWriter<byte>();
        Frame.Write(output, header, in packet);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The one packet that these bytes are; fails if they are not, or not this packet.</summary>
    public static TPacket Read<THeader, TPacket>(byte[] frame, out THeader header)
        where THeader : struct, IPacketHeader<THeader>
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        var stream = new ReadOnlySequence<byte>(frame);
        Assert.Equal(FrameStatus.Done, Frame.TryRead(ref stream, uint.MaxValue, out header, out ReadOnlySequence<byte> payload));
        Assert.True(stream.IsEmpty);
        Assert.Equal(TPacket.Code, header.Code);
        Assert.Equal(
            UnpackResult.Done((int)header.PayloadSize),
            TPacket.Unpack(payload.FirstSpan, out TPacket packet).AsWhole((int)payload.Length));
        return packet;
    }

    public static TPacket ReadRequest<TPacket>(byte[] frame, PrincipalId client)
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        TPacket packet = Read<RequestHeader, TPacket>(frame, out RequestHeader header);
        Assert.Equal(client, header.ClientId);
        Assert.Equal(Version, header.Version);
        return packet;
    }

    public static TPacket ReadResponse<TPacket>(byte[] frame)
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        TPacket packet = Read<ResponseHeader, TPacket>(frame, out ResponseHeader header);
        Assert.Equal(Version, header.Version);
        return packet;
    }
}
